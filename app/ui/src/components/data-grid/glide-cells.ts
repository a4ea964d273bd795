import { type EditListItem, type GridCell as GlideCell, GridCellKind } from '@glideapps/glide-data-grid';
import { locale, numberToEdit, numberToShow } from '../number-text.ts';
import { cellTheme, type GridTheme } from './grid-theme.ts';
import type { GridCell, GridColumn, GridEdit, Origin } from './grid-types.ts';

/**
 * Our cell as Glide draws it. It carries the row that was seen and where, which Glide hands back
 * with what an editor made of the cell.
 */
export function toGlide(
  column: GridColumn,
  cell: GridCell | undefined,
  at: readonly [number, number],
  colours: GridTheme,
): GlideCell {
  if (cell === undefined) return { kind: GridCellKind.Loading, allowOverlay: false, skeletonWidth: 60 };
  const theme = cellTheme(colours, column.editable, cell.mark);
  const shared = { origin: cell.origin, at: at.join(), ...(theme === undefined ? {} : { themeOverride: theme }) };
  if (column.kind === 'checkbox') {
    const data = typeof cell.value === 'boolean' ? cell.value : null;
    return { ...shared, kind: GridCellKind.Boolean, data, allowOverlay: false, readonly: !column.editable };
  }
  const number = column.kind === 'number';
  const text = Array.isArray(cell.value) ? choicesText(cell.value) : String(cell.value ?? '');
  return {
    ...shared,
    kind: GridCellKind.Text,
    data: number ? numberToEdit(cell.value, locale()) : text,
    displayData: number ? numberToShow(cell.value, locale()) : text,
    contentAlign: number ? 'right' : 'left',
    allowOverlay: true,
    readonly: !column.editable,
  };
}

/** Choices between commas; as JSON if a comma would be part of one. */
export function choicesText(choices: readonly string[]): string {
  return choices.some((choice) => choice !== choice.trim() || /^\[|,/.test(choice)) ? JSON.stringify(choices) : choices.join(', ');
}

/**
 * What Glide reports as edited. An editor's value belongs to the row that was there when it opened;
 * a pasted or filled one (whose mark names another place) to the row that is there now.
 */
export function fromGlide(
  edited: readonly EditListItem[],
  columns: readonly GridColumn[],
  cellAt: (column: number, row: number) => GridCell | undefined,
): GridEdit[] {
  return edited.flatMap(({ location, value }) => {
    const [columnIndex, row] = location;
    const column = columns[columnIndex];
    const carried = value as { origin?: Origin; at?: string };
    const origin = carried.at === location.join() ? carried.origin : cellAt(columnIndex, row)?.origin;
    const entered = enteredOf(value);
    return column?.editable && origin !== undefined && entered !== undefined
      ? [{ column: column.id, origin, entered }]
      : [];
  });
}

function enteredOf(value: EditListItem['value']): string | boolean | undefined {
  if (value.kind === GridCellKind.Boolean) return value.data === true;
  return value.kind === GridCellKind.Text ? value.data : undefined;
}
