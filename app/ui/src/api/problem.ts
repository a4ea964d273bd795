import { parseExact } from './exact-json.ts';
import type { ConflictedRow } from './types.ts';

/** Why the server did not do what it was asked; the code is the server's. */
export class Problem extends Error {
  override readonly name = 'Problem';

  private constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly facts: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }

  /** Reads an answer of type application/problem+json, or says what came instead. */
  static of(status: number, text: string): Problem {
    const facts = read(text);
    const message = [facts['detail'], facts['title']].find((part) => typeof part === 'string' && part !== '');
    const code = facts['code'];
    return new Problem(
      typeof code === 'string' ? code : `HTTP_${status}`,
      status,
      typeof message === 'string' ? message : `The server answered ${status}.`,
      facts,
    );
  }

  static unreachable(): Problem {
    return new Problem('UNREACHABLE', 0, 'Millrace cannot be reached. Is it running?', {});
  }

  /** Any failure as a problem. */
  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    return new Problem('BROWSER', 0, error instanceof Error ? error.message : String(error), {});
  }

  /** Whether it is unknown if the request was carried out; the same key may be sent again. */
  get unsure(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  /** Column or control that the server complains about. */
  get field(): string | undefined {
    return this.#text('field');
  }

  /** To be quoted to an operator. */
  get errorId(): string | undefined {
    return this.#text('errorId');
  }

  get conflicts(): readonly ConflictedRow[] {
    const rows = this.facts['conflicts'];
    return Array.isArray(rows) ? (rows as ConflictedRow[]) : [];
  }

  #text(name: string): string | undefined {
    const value = this.facts[name];
    return typeof value === 'string' ? value : undefined;
  }
}

function read(text: string): Record<string, unknown> {
  try {
    const body = parseExact(text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
