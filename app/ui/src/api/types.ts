import type { Decimal } from './exact-json.ts';
import type { components } from './schema.gen.ts';

// The server describes closed choices as text; here they are closed, so that a switch over them is complete.

type Schemas = components['schemas'];
type With<T, Narrow> = Omit<T, keyof Narrow> & Narrow;

/** A value of a cell or control. Dates are ISO text, several choices a list. */
export type Value = string | number | boolean | Decimal | readonly string[] | null;

export type Workbook = With<Schemas['WorkbookView'], { pages: Page[]; sequences: Sequence[] }>;
export type Page = { id: string; title: string; grid: number; elements: Element[] };
export type Sequence = Schemas['SequenceView'];
export type Placement = Schemas['Placement'];

export type Element = InputTable | Control | Button | Text | Modal;
type InputTable = With<Schemas['InputTableView'], { type: 'input-table' }>;
type Control = With<Schemas['ControlView'], { type: 'control'; kind: 'text' | 'number' | 'checkbox'; value: Value }>;
type Button = With<Schemas['ButtonView'], { type: 'button' }>;
type Text = With<Schemas['TextView'], { type: 'text' }>;
type Modal = With<Schemas['ModalView'], { type: 'modal'; width: 'xs' | 'sm' | 'md' | 'lg' | 'xl'; elements: Element[] }>;

export type RowPage = { columns: ResultColumn[]; rows: Row[]; total: number; offset: number };
export type ResultColumn = Schemas['ColumnHead'];
export type Row = With<Schemas['RowLine'], { values: Value[] }>;
/** A row as a write answers it: by column id, maybe not all of them. */
export type SavedRow = With<Schemas['RowView'], { values: Readonly<Record<string, Value>> }>;

/** Carried by the problem ROW_CONFLICT. */
export type ConflictedRow = {
  row: string;
  seenVersion: number;
  /** 0 if the row is gone. */
  version: number;
  by: string;
  at: string;
  cells: readonly { column: string; wanted: Value; current: Value }[];
};

export type ExecutionState =
  | 'running'
  | 'paused'
  | 'waiting'
  | 'incident'
  | 'completed'
  | 'failed'
  | 'timed_out'
  | 'stopped'
  | 'cancelled'
  | 'rolled_back';
export type StepState = 'done' | 'failed' | 'running' | 'skipped';
export type Step = With<Schemas['StepStatus'], { state: StepState }>;
export type Execution = With<Schemas['ExecutionStatus'], { status: ExecutionState; steps: Step[] }>;
export type HistoryEntry = With<Schemas['Past'], { status: ExecutionState }>;
export type TriggerContext = Schemas['ContextBody'];
export type Triggered = Schemas['Triggered'];
