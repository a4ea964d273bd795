import type { Value } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import type { GridColumn } from '../../components/data-grid/grid-types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { locale, numberToShow } from '../../components/number-text.ts';
import styles from './component.module.css';
import { conflictOf, type RowEdit } from './edit-queue.ts';

type Props = {
  edit: RowEdit;
  columns: readonly GridColumn[];
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onLater: () => void;
};

/** Shows what two people want of one row and lets one of them choose. Nothing is lost by closing it. */
export function ConflictDialog({ edit, columns, onKeepMine, onTakeTheirs, onLater }: Props) {
  const conflict = conflictOf(edit);
  const gone = conflict?.version === 0;
  const cells =
    conflict?.cells.filter(({ column }) => Object.hasOwn(edit.values, column)) ??
    Object.keys(edit.values).map((column) => ({ column, current: null }));

  return (
    <Dialog
      title={gone ? 'This row was deleted' : 'Someone else changed this row'}
      width="md"
      onClose={onLater}
      footer={
        <>
          <Button onClick={onTakeTheirs}>{gone ? 'Discard my change' : 'Take theirs'}</Button>
          {!gone && (
            <Button look="primary" onClick={onKeepMine}>
              Keep mine
            </Button>
          )}
        </>
      }
    >
      {conflict !== undefined && (
        <p className={styles.words}>
          {conflict.by} {gone ? 'deleted' : 'changed'} it {timeText(conflict.at)}, after you had read it.
        </p>
      )}
      <table className={styles.compare}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Yours</th>
            {!gone && <th scope="col">Theirs</th>}
          </tr>
        </thead>
        <tbody>
          {cells.map(({ column, current }) => (
            <tr key={column}>
              <th scope="row">{columns.find(({ id }) => id === column)?.name ?? column}</th>
              <td className={styles.mine}>{shown(edit.values[column] ?? null)}</td>
              {!gone && <td>{shown(current)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

function shown(value: Value): string {
  if (value === null || value === '') return '(empty)';
  return typeof value === 'string' ? value : numberToShow(value, locale());
}

function timeText(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : `at ${date.toLocaleTimeString()}`;
}
