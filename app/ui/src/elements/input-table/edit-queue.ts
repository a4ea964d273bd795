import { Problem } from '../../api/problem.ts';
import type { ConflictedRow, Value } from '../../api/types.ts';

/** A change of one row that the server has not confirmed. */
export type RowEdit = {
  id: string;
  row: string;
  /** Version of the row that the person saw. */
  version: number;
  values: Readonly<Record<string, Value>>;
  status: 'saving' | 'failed' | 'conflict';
  problem: Problem | null;
};

export type Confirmed = { id: string; version: number };

/** Sends one edit; rejects with a {@link Problem}. The same key is the same edit. */
export type Save = (edit: Pick<RowEdit, 'row' | 'version' | 'values'>, key: string) => Promise<Confirmed>;

/**
 * The edits of one table on their way to the server. Edits of one row go one after the other, each
 * with the version its predecessor made, so that a person never conflicts with himself; edits of
 * different rows go side by side. What fails stays here until it is retried or dropped.
 */
export class EditQueue {
  #edits: readonly RowEdit[] = [];
  readonly #last = new Map<string, Promise<void>>();
  readonly #ownVersions = new Map<string, number>();
  readonly #keys = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  constructor(private readonly save: Save) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is not confirmed, oldest first; the same array until something changes. */
  readonly edits = (): readonly RowEdit[] => this.#edits;

  /** Sends an edit; a refused one of the same cells gives way to it. */
  submit(row: string, version: number, values: RowEdit['values']): void {
    const columns = Object.keys(values);
    const edit: RowEdit = { id: crypto.randomUUID(), row, version, values, status: 'saving', problem: null };
    const superseded = (other: RowEdit) =>
      other.row === row && other.status === 'failed' && Object.keys(other.values).every((id) => columns.includes(id));
    this.#set([...this.#edits.filter((other) => !superseded(other)), edit]);
    this.#send(edit);
  }

  /** Sends an edit again as it is, e.g. after the connection came back. */
  retry(id: string): void {
    this.#again(id, (edit) => edit.version);
  }

  /** Sends a conflicting edit again, over what the other person wrote. */
  keepMine(id: string): void {
    this.#again(id, (edit) => conflictOf(edit)?.version ?? edit.version);
  }

  /** Forgets an edit; the cell shows what the server has. */
  drop(id: string): void {
    this.#keys.delete(id);
    this.#set(this.#edits.filter((edit) => edit.id !== id));
  }

  #again(id: string, versionOf: (edit: RowEdit) => number): void {
    const before = this.#edits.find((edit) => edit.id === id);
    if (before === undefined || before.status === 'saving') return;
    const edit: RowEdit = { ...before, version: versionOf(before), status: 'saving', problem: null };
    this.#replace(edit);
    this.#send(edit);
  }

  #send(edit: RowEdit): void {
    const previous = this.#last.get(edit.row) ?? Promise.resolve();
    const next = previous.then(() => this.#attempt(edit));
    this.#last.set(edit.row, next);
    void next.then(() => this.#last.get(edit.row) === next && this.#last.delete(edit.row));
  }

  async #attempt(edit: RowEdit): Promise<void> {
    const version = Math.max(edit.version, this.#ownVersions.get(edit.row) ?? 0);
    const key = this.#keys.get(edit.id) ?? crypto.randomUUID();
    try {
      const saved = await this.save({ row: edit.row, version, values: edit.values }, key);
      this.#ownVersions.set(saved.id, saved.version);
      this.drop(edit.id);
    } catch (error) {
      const problem = Problem.from(error);
      if (problem.unsure) this.#keys.set(edit.id, key);
      else this.#keys.delete(edit.id);
      const status = problem.code === 'ROW_CONFLICT' ? 'conflict' : 'failed';
      this.#replace({ ...edit, version, status, problem });
    }
  }

  #replace(edit: RowEdit): void {
    this.#set(this.#edits.map((other) => (other.id === edit.id ? edit : other)));
  }

  #set(edits: readonly RowEdit[]): void {
    this.#edits = edits;
    for (const listener of this.#listeners) listener();
  }
}

/** What stands in the way of an edit. */
export function conflictOf(edit: RowEdit): ConflictedRow | undefined {
  return edit.problem?.conflicts.find((conflict) => conflict.row === edit.row);
}

/** The edit that decides what a cell shows: the latest one of it. */
export function editOfCell(edits: readonly RowEdit[], row: string, column: string): RowEdit | undefined {
  return edits.findLast((edit) => edit.row === row && Object.hasOwn(edit.values, column));
}
