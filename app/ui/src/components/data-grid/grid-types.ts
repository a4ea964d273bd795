import type { Value } from '../../api/types.ts';

/** A column as the grid draws and edits it. */
export type GridColumn = {
  id: string;
  name: string;
  kind: 'text' | 'number' | 'checkbox' | 'choice' | 'choices';
  editable: boolean;
  /** What can be chosen, for kind `choice`. */
  choices: readonly string[];
  sorted: 'up' | 'down' | null;
};

/** Which row was seen when an edit began; rows may move while an editor is open. */
export type Origin = { id: string; version: number };

export type GridCell = {
  value: Value;
  /** `broken`: it breaks a rule of its column, and stands there all the same. */
  mark: 'saving' | 'failed' | 'broken' | null;
  /** Why it is marked, shown when the pointer rests on it. */
  note?: string;
  origin: Origin;
};

/** What a person entered into one cell. */
export type GridEdit = { column: string; origin: Origin; entered: string | boolean };

export type RowRange = { first: number; end: number };
