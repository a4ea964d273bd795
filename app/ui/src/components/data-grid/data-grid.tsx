import {
  CompactSelection,
  DataEditor,
  type EditListItem,
  type GridCell as GlideCell,
  GridCellKind,
  type GridColumn as GlideColumn,
  type GridSelection,
  type Item,
  type Rectangle,
} from '@glideapps/glide-data-grid';
import '@glideapps/glide-data-grid/dist/index.css';
import { useCallback, useMemo, useState } from 'react';
import { choiceEditor } from './choice-editor.tsx';
import styles from './data-grid.module.css';
import { fromGlide, toGlide } from './glide-cells.ts';
import { useGridTheme } from './grid-theme.ts';
import type { GridCell, GridColumn, GridEdit, RowRange } from './grid-types.ts';
import { rangesOf } from './ranges.ts';

type Props = {
  columns: readonly GridColumn[];
  rowCount: number;
  /** Undefined while the row is not here yet. Must change its identity when any cell changes. */
  cellAt: (column: number, row: number) => GridCell | undefined;
  /** Sorted indexes of the selected rows. */
  selected: readonly number[];
  onSelect: (ranges: readonly RowRange[]) => void;
  onEdit: (edits: readonly GridEdit[]) => void;
  onHeader: (column: string) => void;
  onVisible: (range: RowRange) => void;
};

const ROW_HEIGHT = 32;
const WIDTHS: Record<GridColumn['kind'], number> = { text: 170, number: 120, checkbox: 80, choice: 140, choices: 170 };
const SORT_MARKS = { up: ' ↑', down: ' ↓' };

/** A table of any length. The only file that knows which grid draws it. */
export function DataGrid(props: Props) {
  const { columns, rowCount, cellAt, selected, onSelect, onEdit, onHeader, onVisible } = props;
  const theme = useGridTheme();
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const [note, setNote] = useState<string>();
  const [cursor, setCursor] = useState<GridSelection['current']>();

  const glideColumns = useMemo(() => columns.map((column) => glideColumn(column, widths[column.id])), [columns, widths]);
  const rows = useMemo(
    () => rangesOf(selected).reduce((all, { first, end }) => all.add([first, end]), CompactSelection.empty()),
    [selected],
  );
  const getCell = useCallback(
    ([column, row]: Item) => toGlide(columns[column] as GridColumn, cellAt(column, row), [column, row], theme),
    [columns, cellAt, theme],
  );

  // Another function would be another editor to Glide, which would put it in place of the open one.
  const editorOf = useCallback(
    (cell: GlideCell & { at?: string }) => {
      const column = columns[Number(cell.at?.split(',')[0])];
      if (cell.kind !== GridCellKind.Text || column?.kind !== 'choice' || !column.editable) return undefined;
      return choiceEditor(column.name, column.choices) as never;
    },
    [columns],
  );

  function select(next: GridSelection) {
    setCursor(next.current);
    if (!next.rows.equals(rows)) onSelect(rangesOf(next.rows.toArray()));
  }
  function edit(edited: readonly EditListItem[]): boolean {
    onEdit(fromGlide(edited, columns, cellAt));
    return true;
  }

  return (
    <div className={styles.grid} title={note}>
      <DataEditor
        width="100%"
        height="100%"
        theme={theme.grid}
        columns={glideColumns}
        rows={rowCount}
        rowHeight={ROW_HEIGHT}
        headerHeight={36}
        rowMarkers={{ kind: 'checkbox-visible', checkboxStyle: 'square', width: 40 }}
        rowSelect="multi"
        rowSelectionMode="multi"
        columnSelect="none"
        rangeSelect="rect"
        smoothScrollX
        smoothScrollY
        getCellContent={getCell}
        getCellsForSelection
        onPaste
        fillHandle
        gridSelection={{ columns: CompactSelection.empty(), rows, ...(cursor === undefined ? {} : { current: cursor }) }}
        onGridSelectionChange={select}
        onCellsEdited={edit}
        provideEditor={editorOf}
        onItemHovered={({ kind, location }) => setNote(kind === 'cell' ? cellAt(...location)?.note : undefined)}
        onHeaderClicked={(column) => column >= 0 && onHeader(columns[column]?.id ?? '')}
        onColumnResize={(column, width) => setWidths((known) => ({ ...known, [column.id ?? '']: width }))}
        onVisibleRegionChanged={(region: Rectangle) => onVisible({ first: region.y, end: region.y + region.height + 1 })}
      />
    </div>
  );
}

function glideColumn(column: GridColumn, width: number | undefined): GlideColumn {
  return {
    id: column.id,
    title: column.name + (column.sorted === null ? '' : SORT_MARKS[column.sorted]),
    width: width ?? Math.max(WIDTHS[column.kind], 40 + 8 * column.name.length),
  };
}

