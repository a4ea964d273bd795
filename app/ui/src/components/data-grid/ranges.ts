import type { RowRange } from './grid-types.ts';

/** Sorted indexes as ranges without gaps. */
export function rangesOf(indexes: readonly number[]): RowRange[] {
  const ranges: RowRange[] = [];
  for (const index of indexes) {
    const last = ranges.at(-1);
    if (last !== undefined && last.end === index) last.end = index + 1;
    else ranges.push({ first: index, end: index + 1 });
  }
  return ranges;
}
