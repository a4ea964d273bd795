import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useSyncExternalStore } from 'react';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../api/problem.ts';
import type { GridColumn } from '../../components/data-grid/grid-types.ts';
import { FREE, NO_RULES, NO_TABLE_RULES, renderOnDesk } from '../../testing/desk.tsx';
import { EditQueue, type Save } from './edit-queue.ts';
import { SaveStatus } from './save-status.tsx';
import { gridColumns, nextSort, valueOf } from './table-columns.ts';
import { submit } from './use-edits.ts';
import type { ElementOf } from '../element-config.ts';

const TABLE: ElementOf<'input-table'> = {
  id: 'strikes',
  type: 'input-table',
  title: 'Strikes',
  at: null,
  columns: [
    { id: 'cost', name: 'Cost', kind: 'number', required: false, ...FREE, rules: NO_RULES },
    { id: 'damage', name: 'Damage', kind: 'single-select', required: false, ...FREE, rules: { ...NO_RULES, values: ['None', 'Minor'] } },
  ],
  formulas: [{ id: 'claim', name: 'Claim', type: 'logical', formula: '[Cost] > 1' }],
  rules: NO_TABLE_RULES,
};
const COLUMNS = gridColumns(TABLE, null, null);

function Status({ queue }: { queue: EditQueue }) {
  const edits = useSyncExternalStore(queue.subscribe, queue.edits);
  return <SaveStatus edits={edits} queue={queue} columns={COLUMNS} indexOf={(row) => (row === 'r1' ? 6 : undefined)} />;
}

describe('what a person is told about his edits', () => {
  test('a conflict shows both values and who was faster; putting it off loses nothing', async () => {
    const sent: number[] = [];
    const save: Save = async ({ row, version }) => {
      sent.push(version);
      if (version === 9) return { id: row, version: 10 };
      throw conflict();
    };
    const queue = new EditQueue(save);
    renderOnDesk(<Status queue={queue} />);
    queue.submit('r1', 3, { cost: 1234 });
    const dialog = await screen.findByRole('dialog', { name: 'Someone else changed this row' });
    expect(dialog.textContent).toContain('ben');
    expect(screen.getByRole('cell', { name: '1,234' })).toBeDefined();
    expect(screen.getByRole('cell', { name: '5' })).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: /^Close/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Compare and choose' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Keep mine' }));
    await screen.findByText('All changes saved');
    expect(sent).toEqual([3, 9]);
  });

  test('a deleted row offers only to let the change go', async () => {
    const queue = new EditQueue(async () => {
      throw conflict({ version: 0, cells: [] });
    });
    renderOnDesk(<Status queue={queue} />);
    queue.submit('r1', 3, { cost: 1 });
    await screen.findByRole('dialog', { name: 'This row was deleted' });
    expect(screen.queryByRole('button', { name: 'Keep mine' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Discard my change' }));
    await waitFor(() => expect(queue.edits()).toEqual([]));
  });

  test('a refused value names row, column and the server\'s reason', async () => {
    const queue = new EditQueue(async () => {
      throw Problem.of(422, '{"code":"VALUE_RULE","detail":"Must be at least 0.","field":"cost"}');
    });
    renderOnDesk(<Status queue={queue} />);
    queue.submit('r1', 3, { cost: -1, damage: 'None' });
    expect((await screen.findByRole('alert')).textContent).toContain('Row 7, Cost: Must be at least 0.');
    expect(screen.queryByRole('button', { name: 'Save again' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Discard my change' }));
    await screen.findByText('All changes saved');
  });

  test('cells of one row that were pasted together are one change', async () => {
    const sent: unknown[] = [];
    const queue = new EditQueue(async ({ row, version, values }) => {
      sent.push([row, version, values]);
      return { id: row, version: version + 1 };
    });
    const [r1, r2] = [{ id: 'r1', version: 3 }, { id: 'r2', version: 8 }];
    submit(queue, COLUMNS, [
      { column: 'cost', origin: r1, entered: '1,000' },
      { column: 'damage', origin: r1, entered: '' },
      { column: 'cost', origin: r2, entered: 'ten' },
    ]);
    await waitFor(() => expect(queue.edits()).toEqual([]));
    expect(sent).toEqual([
      ['r1', 3, { cost: 1000, damage: null }],
      ['r2', 8, { cost: 'ten' }],
    ]);
  });
});

describe('columns of a table', () => {
  test('formulas cannot be edited, single selects offer their values', () => {
    expect(COLUMNS.map(({ id, kind, editable, choices }) => [id, kind, editable, choices])).toEqual([
      ['cost', 'number', true, []],
      ['damage', 'choice', true, ['None', 'Minor']],
      ['claim', 'checkbox', false, []],
    ]);
  });

  test('a header sorts up, then down, then not', () => {
    const up = nextSort(null, 'cost');
    const down = nextSort(up, 'cost');
    expect([up, down, nextSort(down, 'cost')]).toEqual([
      { column: 'cost', descending: false },
      { column: 'cost', descending: true },
      null,
    ]);
    expect(nextSort(down, 'damage')).toEqual({ column: 'damage', descending: false });
  });

  test.each<[GridColumn['kind'], string | boolean, unknown]>([
    ['number', '12.50', 12.5],
    ['number', 'twelve', 'twelve'],
    ['text', '', null],
    ['text', ' x ', ' x '],
    ['checkbox', true, true],
    ['checkbox', 'TRUE', true],
    ['checkbox', 'perhaps', 'perhaps'],
    ['choices', 'x, y', ['x', 'y']],
    ['choices', ' ', null],
    ['choices', '["x, y"]', '["x, y"]'],
  ])('%s: %s', (kind, entered, value) => {
    const column: GridColumn = { id: 'c', name: 'C', kind, editable: true, choices: [], sorted: null };
    expect(valueOf(column, entered)).toEqual(value);
  });
});

function conflict(more = {}) {
  const cells = [{ column: 'cost', wanted: 1234, current: 5 }];
  const row = { row: 'r1', seenVersion: 3, version: 9, by: 'ben', at: '2026-01-01T10:00:00Z', cells, ...more };
  return Problem.of(409, JSON.stringify({ code: 'ROW_CONFLICT', conflicts: [row] }));
}
