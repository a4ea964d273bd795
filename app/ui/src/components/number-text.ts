import { Decimal, exactNumber } from '../api/exact-json.ts';
import type { Value } from '../api/types.ts';

type Separators = { group: string; decimal: string };

/** The language of the browser; numbers are shown and read its way. */
export function locale(): string {
  return navigator.language;
}

/** A number as people read it, with all its digits: `1,234.5`. */
export function numberToShow(value: Value, language: string): string {
  const plain = plainDigits(value);
  if (plain === null) return value === null ? '' : String(value);
  const { group, decimal } = separators(language);
  const [whole = '', fraction] = plain.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}

/** A number as people type and copy it: `1234.5`. */
export function numberToEdit(value: Value, language: string): string {
  const plain = plainDigits(value);
  if (plain === null) return value === null ? '' : String(value);
  return plain.replace('.', separators(language).decimal);
}

/** What people typed as a number, null for nothing, or the text itself if it is no number. */
export function readNumber(text: string, language: string): number | Decimal | string | null {
  const { group, decimal } = separators(language);
  const trimmed = text.trim().replace(/[\u00a0\u202f]/g, ' ');
  if (trimmed === '') return null;
  const [whole = '', ...fractions] = trimmed.split(decimal);
  const grouped = new RegExp(`^[+-]?\\d{1,3}(${escape(group.replace(/[\u00a0\u202f]/g, ' '))}\\d{3})+$`);
  const digits = grouped.test(whole) ? whole.replace(/[^\d+-]/g, '') : whole;
  const plain = [digits, ...fractions].join('.').replace(/^\+/, '');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? exactNumber(normal(plain)) : text;
}

/** Digits without exponent, or null if the value is no number. */
function plainDigits(value: Value): string | null {
  const text = value instanceof Decimal ? value.text : typeof value === 'number' ? String(value) : '';
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const digits = (whole + fraction).padEnd(point, '0').padStart((whole + fraction).length + Math.max(0, 1 - point), '0');
  const at = Math.max(point, 1);
  return digits.length > at ? `${sign}${digits.slice(0, at)}.${digits.slice(at)}` : `${sign}${digits}`;
}

/** `.5` and `5.` as JSON wants them. */
function normal(plain: string): string {
  return plain.replace(/^(-?)\./, '$10.').replace(/\.$/, '').replace(/^(-?)0+(?=\d)/, '$1');
}

const known = new Map<string, Separators>();

function separators(language: string): Separators {
  const before = known.get(language);
  if (before !== undefined) return before;
  const parts = new Intl.NumberFormat(language, { useGrouping: true, numberingSystem: 'latn' }).formatToParts(1234567.8);
  const part = (type: string, otherwise: string) => parts.find((one) => one.type === type)?.value ?? otherwise;
  const found = { group: part('group', ','), decimal: part('decimal', '.') };
  known.set(language, found);
  return found;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
