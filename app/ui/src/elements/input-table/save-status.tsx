import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { GridColumn } from '../../components/data-grid/grid-types.ts';
import { Notice } from '../../components/notice.tsx';
import styles from './component.module.css';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { EditQueue, RowEdit } from './edit-queue.ts';

type Props = {
  edits: readonly RowEdit[];
  queue: EditQueue;
  columns: readonly GridColumn[];
  /** Place of a row in the present order, from 0; undefined if it is out of sight. */
  indexOf: (row: string) => number | undefined;
};

/** Whether what a person typed is safe: on its way, refused with the reason, or in conflict. */
export function SaveStatus({ edits, queue, columns, indexOf }: Props) {
  const [putOff, setPutOff] = useState<string>();
  const saving = edits.filter(({ status }) => status === 'saving').length;
  const failed = edits.filter(({ status }) => status === 'failed');
  const conflicts = edits.filter(({ status }) => status === 'conflict');
  const asked = conflicts.find(({ id }) => id !== putOff);

  return (
    <div className={styles.status}>
      <span role="status">{statusText(saving, failed.length + conflicts.length)}</span>
      {failed.map((edit) => (
        <Notice
          key={edit.id}
          tone="error"
          title={failureText(edit, columns, indexOf(edit.row))}
          actions={
            <>
              {edit.problem?.unsure && <Button onClick={() => queue.retry(edit.id)}>Save again</Button>}
              <Button onClick={() => queue.drop(edit.id)}>Discard my change</Button>
            </>
          }
        />
      ))}
      {conflicts
        .filter(({ id }) => id === putOff)
        .map((edit) => (
          <Notice
            key={edit.id}
            tone="warning"
            title={`Not saved: someone else changed ${columnNames(edit, columns)}.`}
            actions={<Button onClick={() => setPutOff(undefined)}>Compare and choose</Button>}
          />
        ))}
      {asked !== undefined && (
        <ConflictDialog
          edit={asked}
          columns={columns}
          onKeepMine={() => queue.keepMine(asked.id)}
          onTakeTheirs={() => queue.drop(asked.id)}
          onLater={() => setPutOff(asked.id)}
        />
      )}
    </div>
  );
}

function statusText(saving: number, unsaved: number): string {
  if (saving > 0) return saving === 1 ? 'Saving 1 change' : `Saving ${saving} changes`;
  if (unsaved > 0) return unsaved === 1 ? '1 change is not saved' : `${unsaved} changes are not saved`;
  return 'All changes saved';
}

function failureText(edit: RowEdit, columns: readonly GridColumn[], index: number | undefined): string {
  const place = index === undefined ? '' : `Row ${(index + 1).toLocaleString()}, `;
  return `${place}${columnNames(edit, columns)}: ${edit.problem?.message ?? 'not saved'}`;
}

function columnNames(edit: RowEdit, columns: readonly GridColumn[]): string {
  const ids = edit.problem?.field === undefined ? Object.keys(edit.values) : [edit.problem.field];
  return ids.map((id) => columns.find((column) => column.id === id)?.name ?? id).join(', ');
}
