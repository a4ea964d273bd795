import { QueryClient } from '@tanstack/react-query';
import { describe, expect, test, vi } from 'vitest';
import { DESK } from '../../testing/desk.tsx';
import { initialState, type PageEvent, reduce } from './page-state.ts';
import { addressOf, parseRoute } from './use-route.ts';
import { apply } from './use-workbook-events.ts';

const start = initialState(DESK);
const after = (...events: PageEvent[]) => events.reduce(reduce, start);

describe('the state of a page', () => {
  test('controls begin at the values of the workbook', () => {
    expect(start.controls).toEqual({ threshold: 100000, note: null, urgent: false });
  });

  test('an effect sets a control, and a control the workbook does not have is left out', () => {
    expect(after({ type: 'set-control', control: 'note', value: 'x' }).controls['note']).toBe('x');
    expect(after({ type: 'set-control', control: 'toString', value: 'x' })).toBe(start);
  });

  test('a modal opened twice is open once, on top', () => {
    const open = (modal: string): PageEvent => ({ type: 'open-modal', modal });
    expect(after(open('a'), open('b'), open('a')).openModals).toEqual(['b', 'a']);
    expect(after(open('a'), { type: 'close-modal', modal: 'a' }).openModals).toEqual([]);
  });

  test('a row that was saved is selected in its new version', () => {
    const select: PageEvent = { type: 'select', element: 'strikes', rows: [{ id: 'r1', version: 1 }] };
    const saved: PageEvent = { type: 'row-saved', element: 'strikes', row: { id: 'r1', version: 2 } };
    expect(after(select, saved).selections['strikes']).toEqual([{ id: 'r1', version: 2 }]);
    expect(after(saved)).toEqual(start);
  });
});

describe('events of the stream', () => {
  test.each([
    ['tab-1', 1],
    [null, 1],
    ['another tab', 0],
  ])('an effect for %s is applied %i times in tab-1', (tab, times) => {
    const dispatch = vi.fn();
    const target = { cache: new QueryClient(), workbook: 'desk', tab: 'tab-1', dispatch, rowsChanged: vi.fn() };
    apply({ type: 'effect', executionId: 'e1', tab, effect: { type: 'open-modal', modal: 'details' } }, target);
    expect(dispatch).toHaveBeenCalledTimes(times);
  });

  test('changed rows refresh the table they are in and those that look into it', () => {
    const rowsChanged = vi.fn();
    const target = { cache: new QueryClient(), workbook: 'desk', tab: 'tab-1', dispatch: vi.fn(), rowsChanged };
    apply({ type: 'rows-changed', elements: ['cases', 'looking-into-it'] }, target);
    expect(rowsChanged.mock.calls).toEqual([['cases'], ['looking-into-it']]);
  });
});

describe('addresses', () => {
  test.each([
    ['', undefined, undefined],
    ['#/', undefined, undefined],
    ['#/desk', 'desk', undefined],
    ['#/desk/main', 'desk', 'main'],
    ['#/%E0%A4%A/x', '%E0%A4%A', 'x'],
  ])('%s', (hash, workbook, page) => {
    expect(parseRoute(hash)).toEqual({ workbook, page });
  });

  test('an id with odd characters comes back whole', () => {
    expect(parseRoute(addressOf('a/b', 'ü #'))).toEqual({ workbook: 'a/b', page: 'ü #' });
  });
});
