import type { Decimal } from './exact-json.ts';
import type { components } from './schema.gen.ts';

type Schemas = components['schemas'];

/** A value of a cell or control. Dates are ISO text. */
export type Value = string | number | boolean | Decimal | null;

export type Workbook = Schemas['Workbook'];
export type Page = Schemas['Page'];
export type Sequence = Schemas['Sequence'];
export type Placement = Schemas['Placement'];
export type Element = Schemas['Element'];
export type InputTable = Schemas['InputTable'];
export type Control = Schemas['Control'];
export type Button = Schemas['Button'];
export type Text = Schemas['Text'];
export type Modal = Schemas['Modal'];
export type Column = Schemas['Column'];

export type RowPage = Omit<Schemas['RowPage'], 'rows'> & { rows: Row[] };
export type ResultColumn = Schemas['ResultColumn'];
export type Row = { id: string; version: number; values: Value[] };
export type ConflictedRow = Omit<Schemas['RowConflict'], 'cells'> & { cells: ConflictedCell[] };
export type ConflictedCell = { column: string; wanted: Value; current: Value };

export type Execution = Schemas['ExecutionStatus'];
export type ExecutionState = Execution['status'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type TriggerContext = Schemas['Context'];
export type Triggered = Schemas['Triggered'];
