import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Blank } from '../../components/blank.tsx';
import { Button } from '../../components/button.tsx';
import type { Row } from '../../api/types.ts';
import type { GridCell, RowRange } from '../../components/data-grid/grid-types.ts';
import { Notice } from '../../components/notice.tsx';
import { usePage } from '../../features/workbook/page-state.ts';
import type { ElementOf, ElementProps } from '../element-config.ts';
import styles from './component.module.css';
import { editOfCell } from './edit-queue.ts';
import { SaveStatus } from './save-status.tsx';
import { TableBar } from './table-bar.tsx';
import { gridColumns, nextSort, type Sort } from './table-columns.ts';
import { submit, useEdits } from './use-edits.ts';
import { useRows } from './use-rows.ts';
import { useSelection } from './use-selection.ts';

const DataGrid = lazy(async () => ({ default: (await import('../../components/data-grid/data-grid.tsx')).DataGrid }));

/** Why a cell breaks a rule: its own, or one of the row as a whole. */
function markOf(row: Row, column: string): Pick<GridCell, 'mark' | 'note'> {
  const marks = row.marks.filter((mark) => mark.column === column || mark.column === null);
  const note = marks.map(({ message, given }) => (given === null ? message : `${message} It has: ${given}`)).join('\n');
  return marks.length === 0 ? { mark: null } : { mark: 'broken', note };
}

/** A table that people edit in place. */
export function InputTableElement({ element }: ElementProps<'input-table'>) {
  const [sort, setSort] = useState<Sort>(null);
  const [visible, setVisible] = useState<RowRange>({ first: 0, end: 30 });
  const query = useRowQuery(element, sort);
  const rows = useRows(query, visible);
  const { edits, queue } = useEdits(query);
  const selection = useSelection(query, rows);
  const columns = useMemo(() => gridColumns(element, rows.columns, sort), [element, rows.columns, sort]);

  const { rowAt } = rows;
  const cellAt = useCallback(
    (columnIndex: number, rowIndex: number): GridCell | undefined => {
      const row = rowAt(rowIndex);
      const column = columns[columnIndex];
      if (row === undefined || column === undefined) return undefined;
      const edit = editOfCell(edits, row.id, column.id);
      const value = edit === undefined ? row.values[columnIndex] : edit.values[column.id];
      const origin = { id: row.id, version: row.version };
      if (edit !== undefined) return { value: value ?? null, mark: edit.status === 'saving' ? 'saving' : 'failed', origin };
      return { value: value ?? null, origin, ...markOf(row, column.id) };
    },
    [rowAt, columns, edits],
  );

  return (
    <div className={styles.table}>
      <TableBar
        title={element.title}
        total={rows.total}
        columns={columns}
        sort={sort}
        onSort={setSort}
        selected={selection.count}
        onClear={selection.clear}
      />
      {rows.error && (
        <Notice tone="error" title={rows.error.message} actions={<Button onClick={rows.retry}>Try again</Button>} />
      )}
      <div className={styles.body}>
        {rows.total === null && !rows.error && <Blank title="Loading rows" busy />}
        {rows.total === 0 && <Blank title="No rows yet." />}
        {rows.total !== null && rows.total > 0 && (
          <Suspense fallback={<Blank title="Loading the grid" busy />}>
            <DataGrid
              columns={columns}
              rowCount={rows.total}
              cellAt={cellAt}
              selected={selection.indexes}
              onSelect={selection.select}
              onEdit={(entered) => submit(queue, columns, entered)}
              onHeader={(column) => setSort(nextSort(sort, column))}
              onVisible={setVisible}
            />
          </Suspense>
        )}
      </div>
      <SaveStatus
        edits={edits}
        queue={queue}
        columns={columns}
        indexOf={(id) => rows.loaded.find(([, row]) => row.id === id)?.[0]}
      />
    </div>
  );
}

function useRowQuery(element: ElementOf<'input-table'>, sort: Sort) {
  const { workbook, state } = usePage();
  const named = useMemo(() => {
    const formulas = element.formulas.map(({ formula }) => formula.toLowerCase()).join('\n');
    const ids = Object.keys(state.controls).filter((id) => formulas.includes(id.toLowerCase()));
    return Object.fromEntries(ids.map((id) => [id, state.controls[id] ?? null]));
  }, [element.formulas, state.controls]);
  return {
    workbook: workbook.id,
    element: element.id,
    sort: sort === null ? '' : `${sort.descending ? '-' : ''}${sort.column}`,
    controls: named,
  };
}
