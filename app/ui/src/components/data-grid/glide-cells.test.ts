import { GridCellKind } from '@glideapps/glide-data-grid';
import { describe, expect, test } from 'vitest';
import { fromGlide, toGlide } from './glide-cells.ts';
import type { GridCell, GridColumn } from './grid-types.ts';
import { rangesOf } from './ranges.ts';

const COST: GridColumn = { id: 'cost', name: 'Cost', kind: 'number', editable: true, choices: [], sorted: null };
const CLAIM: GridColumn = { ...COST, id: 'claim', kind: 'checkbox', editable: false };
const COLOURS = { grid: {}, computed: {}, saving: { textDark: 'grey' }, failed: { textDark: 'red' }, broken: { bgCell: 'pink' } };
const cell = (id: string, version: number): GridCell => ({ value: 1234.5, mark: null, origin: { id, version } });

describe('cells of the grid', () => {
  test('a number is shown with separators and edited without', () => {
    expect(toGlide(COST, cell('r1', 1), [0, 5], COLOURS)).toMatchObject({
      kind: GridCellKind.Text,
      data: '1234.5',
      displayData: '1,234.5',
      readonly: false,
    });
  });

  test('several choices stand between commas, and a broken rule shows', () => {
    const tags: GridColumn = { ...COST, kind: 'choices' };
    const chosen = (value: string[]): GridCell => ({ ...cell('r1', 1), value, mark: 'broken' });
    expect(toGlide(tags, chosen(['x', 'y']), [0, 5], COLOURS)).toMatchObject({ data: 'x, y', themeOverride: { bgCell: 'pink' } });
    expect(toGlide(tags, chosen(['x, y']), [0, 5], COLOURS)).toMatchObject({ data: '["x, y"]' });
  });

  test('a row that is not here yet is drawn as loading and cannot be edited', () => {
    expect(toGlide(COST, undefined, [0, 5], COLOURS)).toMatchObject({ kind: GridCellKind.Loading, allowOverlay: false });
  });

  test('an edit belongs to the row that was there when the editor opened, though another moved under it', () => {
    const opened = toGlide(COST, cell('r1', 1), [0, 5], COLOURS);
    const edited = [{ location: [0, 5] as const, value: { ...opened, data: '7' } as never }];
    expect(fromGlide(edited, [COST], () => cell('r2', 9))).toEqual([
      { column: 'cost', origin: { id: 'r1', version: 1 }, entered: '7' },
    ]);
  });

  test('a filled value belongs to the row it was dragged to', () => {
    const source = toGlide(COST, cell('r1', 1), [0, 5], COLOURS);
    expect(fromGlide([{ location: [0, 6], value: source as never }], [COST], () => cell('r6', 4))).toEqual([
      { column: 'cost', origin: { id: 'r6', version: 4 }, entered: '1234.5' },
    ]);
  });

  test('a pasted value for a computed column or a row that is not here is left out', () => {
    const value = { kind: GridCellKind.Text, data: 'x', displayData: 'x', allowOverlay: true } as const;
    expect(fromGlide([{ location: [0, 1], value }], [CLAIM], () => cell('r1', 1))).toEqual([]);
    expect(fromGlide([{ location: [0, 1], value }], [COST], () => undefined)).toEqual([]);
  });

  test('indexes become ranges', () => {
    expect(rangesOf([0, 1, 2, 7, 9, 10])).toEqual([
      { first: 0, end: 3 },
      { first: 7, end: 8 },
      { first: 9, end: 11 },
    ]);
    expect(rangesOf([])).toEqual([]);
  });
});
