import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { createQueryClient } from '../../app/query-client.ts';
import type { RowRange } from '../../components/data-grid/grid-types.ts';
import { problem, server } from '../../testing/server.ts';
import { loadRows, offsetsOf, PAGE_ROWS, putRow, useRows } from './use-rows.ts';

const MARK = { column: 'cost', code: 'VALUE_RANGE', message: 'It must be at least 0.', given: null };
const QUERY = { workbook: 'desk', element: 'strikes', sort: '-Cost', controls: {} };
const COLUMNS = [{ id: 'cost', name: 'Cost', type: 'number', editable: true }];

describe('rows of a table', () => {
  let asked: string[];
  let version: number;

  beforeEach(() => {
    asked = [];
    version = 1;
    server.use(
      http.get('*/api/workbooks/desk/elements/strikes/rows', ({ request }) => {
        const query = new URL(request.url).searchParams;
        asked.push(query.toString());
        const offset = Number(query.get('offset'));
        const rows = Array.from({ length: PAGE_ROWS }, (_, at) => ({ id: `r${offset + at}`, version, values: [offset + at], marks: [MARK] }));
        return HttpResponse.json({ columns: COLUMNS, rows, total: 10_000, offset });
      }),
    );
  });

  function use(visible: RowRange) {
    const cache = createQueryClient();
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    );
    const hook = renderHook((range: RowRange) => useRows(QUERY, range), { initialProps: visible, wrapper });
    return { cache, ...hook };
  }

  test('reads the page in sight, then only the page that comes into sight', async () => {
    const { result, rerender } = use({ first: 0, end: 30 });
    await waitFor(() => expect(result.current.rowAt(29)?.id).toBe('r29'));
    expect(result.current.total).toBe(10_000);
    expect(asked).toEqual(['offset=0&limit=200&sort=-Cost']);
    rerender({ first: 5000, end: 5030 });
    expect(result.current.rowAt(5000)).toBeUndefined();
    await waitFor(() => expect(result.current.rowAt(5029)?.id).toBe('r5029'));
    rerender({ first: 0, end: 30 });
    expect(result.current.rowAt(0)?.id).toBe('r0');
    expect(asked).toHaveLength(3);
    expect(asked.slice(1)).toEqual(['offset=4800&limit=200&sort=-Cost', 'offset=5000&limit=200&sort=-Cost']);
  });

  test('a change of rows reads only what is in sight, and the old rows stay until then', async () => {
    const { result, cache, rerender } = use({ first: 0, end: 30 });
    await waitFor(() => expect(result.current.total).not.toBeNull());
    rerender({ first: 1000, end: 1030 });
    await waitFor(() => expect(result.current.rowAt(1000)).toBeDefined());
    asked = [];
    version = 2;
    const refreshed = cache.invalidateQueries({ queryKey: ['rows', 'desk', 'strikes'] });
    expect(result.current.rowAt(1000)?.version).toBe(1);
    await refreshed;
    await waitFor(() => expect(result.current.rowAt(1000)?.version).toBe(2));
    expect(asked).toEqual(['offset=800&limit=200&sort=-Cost', 'offset=1000&limit=200&sort=-Cost']);
  });

  test('a saved row is shown before the server is asked again; columns it does not name stay', async () => {
    const { result, cache } = use({ first: 0, end: 30 });
    await waitFor(() => expect(result.current.rowAt(3)).toBeDefined());
    putRow(cache, QUERY, { id: 'r3', version: 2, values: { cost: null } });
    await waitFor(() => expect(result.current.rowAt(3)).toEqual({ id: 'r3', version: 2, values: [null], marks: [] }));
    putRow(cache, QUERY, { id: 'r4', version: 2, values: {} });
    await waitFor(() => expect(result.current.rowAt(4)).toEqual({ id: 'r4', version: 2, values: [4], marks: [MARK] }));
  });

  test('a selection over rows that were never seen reads them', async () => {
    const { cache } = use({ first: 0, end: 30 });
    const rows = await loadRows(cache, QUERY, [{ first: 399, end: 401 }, { first: 1200, end: 1201 }]);
    expect(rows.map(({ id }) => id)).toEqual(['r399', 'r400', 'r1200']);
  });

  test('a refusal is handed on', async () => {
    server.use(
      http.get('*/api/workbooks/desk/elements/strikes/rows', () => problem(422, 'UNKNOWN_COLUMN', 'No column Cost.')),
    );
    const { result } = use({ first: 0, end: 30 });
    await waitFor(() => expect(result.current.error?.message).toBe('No column Cost.'));
  });

  test.each([
    [{ first: 0, end: 30 }, 10_000, [0]],
    [{ first: 170, end: 200 }, 10_000, [0, 200]],
    [{ first: 170, end: 200 }, 200, [0]],
    [{ first: 0, end: 30 }, 0, [0]],
    [{ first: 900, end: 930 }, 5, [0]],
  ])('%o of %i rows needs %o', (visible, total, offsets) => {
    expect(offsetsOf(visible, total)).toEqual(offsets);
  });
});
