import type { ResultColumn, Value } from '../../api/types.ts';
import type { GridColumn } from '../../components/data-grid/grid-types.ts';
import { locale, readNumber } from '../../components/number-text.ts';
import type { ElementOf } from '../element-config.ts';

export type Sort = { column: string; descending: boolean } | null;

/** Columns as the grid shows them: what the rows bring, or before they are here what the workbook says. */
export function gridColumns(
  table: ElementOf<'input-table'>,
  brought: readonly ResultColumn[] | null,
  sort: Sort,
): GridColumn[] {
  const shown = brought ?? [...table.columns, ...table.formulas];
  return shown.map(({ id, name, ...rest }) => {
    const column = table.columns.find((one) => one.id === id);
    return {
      id,
      name,
      kind: gridKind(column?.kind ?? ('type' in rest ? rest.type : 'text'), column?.rules.values ?? []),
      editable: 'editable' in rest ? rest.editable : column !== undefined,
      choices: column?.rules.values ?? [],
      sorted: sort?.column === id ? (sort.descending ? 'down' : 'up') : null,
    };
  });
}

/** A choice among values that are not listed is written. */
function gridKind(kind: string, listed: readonly string[]): GridColumn['kind'] {
  switch (kind.toLowerCase()) {
    case 'number':
      return 'number';
    case 'checkbox':
    case 'logical':
      return 'checkbox';
    case 'single-select':
      return listed.length === 0 ? 'text' : 'choice';
    case 'multi-select':
      return 'choices';
    default:
      return 'text';
  }
}

/** The value that a person means; what cannot be read goes to the server as it is, which says why not. */
export function valueOf(column: GridColumn, entered: string | boolean): Value {
  if (typeof entered === 'boolean') return entered;
  if (column.kind === 'number') return readNumber(entered, locale());
  if (column.kind === 'checkbox') return readCheckbox(entered);
  if (column.kind === 'choices') return readChoices(entered);
  return entered === '' ? null : entered;
}

/** Choices between commas; what looks like JSON is read by the server. */
function readChoices(entered: string): Value {
  if (entered.trim().startsWith('[')) return entered;
  const choices = entered.split(',').map((choice) => choice.trim());
  return choices.every((choice) => choice === '') ? null : choices;
}

function readCheckbox(entered: string): Value {
  const word = entered.trim().toLowerCase();
  if (word === '') return null;
  return word === 'true' ? true : word === 'false' ? false : entered;
}

/** The next order when a header is pressed: up, down, as it was. */
export function nextSort(sort: Sort, column: string): Sort {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
