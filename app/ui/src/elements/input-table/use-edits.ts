import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { answer, api } from '../../api/client.ts';
import type { SavedRow, Value } from '../../api/types.ts';
import type { GridColumn, GridEdit } from '../../components/data-grid/grid-types.ts';
import { rowsKey } from '../../features/workbook/use-workbook-events.ts';
import { usePage } from '../../features/workbook/page-state.ts';
import { EditQueue, type Save } from './edit-queue.ts';
import { valueOf } from './table-columns.ts';
import { putRow, type RowQuery } from './use-rows.ts';

/** The edits of a table on their way, and how to make more. */
export function useEdits({ workbook, element }: Pick<RowQuery, 'workbook' | 'element'>) {
  const cache = useQueryClient();
  const { dispatch } = usePage();
  const [queue] = useState(() => {
    const save: Save = async ({ row, version, values }, key) => {
      const { row: saved } = await answer(
        api.PATCH('/api/workbooks/{workbook}/elements/{element}/rows/{row}', {
          params: { path: { workbook, element, row }, header: { 'Idempotency-Key': key } },
          body: { version, values },
        }),
      );
      putRow(cache, { workbook, element }, saved as SavedRow);
      void cache.invalidateQueries({ queryKey: rowsKey(workbook, element) });
      dispatch({ type: 'row-saved', element, row: { id: saved.id, version: saved.version } });
      return saved;
    };
    return new EditQueue(save);
  });
  const edits = useSyncExternalStore(queue.subscribe, queue.edits);
  useLeaveWarning(edits.length > 0);
  return { edits, queue };
}

/** What was entered, as one change per row. Cells of a pasted block that lie in one row go together. */
export function submit(queue: EditQueue, columns: readonly GridColumn[], entered: readonly GridEdit[]): void {
  for (const row of new Set(entered.map(({ origin }) => origin.id))) {
    const cells = entered.filter(({ origin }) => origin.id === row);
    const values: Record<string, Value> = {};
    for (const cell of cells) {
      const column = columns.find(({ id }) => id === cell.column);
      if (column !== undefined) values[cell.column] = valueOf(column, cell.entered);
    }
    queue.submit(row, Math.min(...cells.map(({ origin }) => origin.version)), values);
  }
}

function useLeaveWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsaved]);
}
