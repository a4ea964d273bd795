/** A decimal number with more digits than a JavaScript number keeps. */
export class Decimal {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const SAFE_DIGITS = 15;
const MARK = '$decimal';

/** Parses JSON; numbers that would lose digits become {@link Decimal}. */
export function parseExact(text: string): unknown {
  const marked = text.replace(TOKENS, (token) =>
    token.startsWith('"') || digits(token) <= SAFE_DIGITS ? token : `{"${MARK}":"${token}"}`,
  );
  return marked === text
    ? JSON.parse(text)
    : JSON.parse(marked, (_key, value: unknown) => (isMarked(value) ? new Decimal(value[MARK]) : value));
}

/** Writes JSON; a {@link Decimal} becomes a number with all its digits. */
export function stringifyExact(value: unknown): string {
  const nonce = crypto.randomUUID();
  const text = JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Decimal ? `${nonce}${part.text}` : part,
  );
  return text.replace(new RegExp(`"${nonce}([^"]*)"`, 'g'), '$1');
}

/** The number a text of plain digits stands for, with all its digits. */
export function exactNumber(text: string): number | Decimal {
  return digits(text) <= SAFE_DIGITS ? Number(text) : new Decimal(text);
}

function digits(token: string): number {
  const mantissa = token.replace(/[eE].*/, '').replace(/[^\d]/g, '');
  return mantissa.replace(/^0+/, '').length;
}

function isMarked(value: unknown): value is { [MARK]: string } {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === MARK;
}
