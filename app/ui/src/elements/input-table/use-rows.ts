import {
  type QueryClient,
  queryOptions,
  useQueries,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { answer, api } from '../../api/client.ts';
import { stringifyExact } from '../../api/exact-json.ts';
import type { ResultColumn, Row, RowPage, SavedRow, Value } from '../../api/types.ts';
import type { RowRange } from '../../components/data-grid/grid-types.ts';
import { rowsKey } from '../../features/workbook/use-workbook-events.ts';

export const PAGE_ROWS = 200;
const AHEAD_ROWS = 40;

/** What is read: one element's rows in one order with the values of the controls its formulas name. */
export type RowQuery = {
  workbook: string;
  element: string;
  sort: string;
  controls: Readonly<Record<string, Value>>;
};

export type Rows = {
  rowAt: (index: number) => Row | undefined;
  /** Loaded rows of the pages in sight, with their indexes. */
  loaded: readonly (readonly [number, Row])[];
  /** Null until the first page has come. */
  total: number | null;
  columns: readonly ResultColumn[] | null;
  error: Error | null;
  retry: () => void;
};

/** The pages in sight. They are read when they come into sight and again when their rows change. */
export function useRows(query: RowQuery, visible: RowRange): Rows {
  const cache = useQueryClient();
  const [known, setKnown] = useState<Pick<Rows, 'total' | 'columns'>>({ total: null, columns: null });
  const { pages, error } = useQueries({
    queries: offsetsOf(visible, known.total ?? PAGE_ROWS).map((offset) => pageQuery(query, offset)),
    combine,
  });
  const newest = pages[0];
  if (newest !== undefined && (newest.total !== known.total || newest.columns !== known.columns)) {
    setKnown({ total: newest.total, columns: newest.columns });
  }
  const rowAt = useCallback(
    (index: number) => {
      const page = pages.find(({ offset }) => index >= offset && index < offset + PAGE_ROWS);
      return page?.rows[index - page.offset];
    },
    [pages],
  );
  return {
    rowAt,
    loaded: pages.flatMap((page) => page.rows.map((row, index) => [page.offset + index, row] as const)),
    ...known,
    error,
    retry: () => void cache.invalidateQueries({ queryKey: rowsKey(query.workbook, query.element) }),
  };
}

/** Rows by index, those that are not here yet read first. */
export async function loadRows(cache: QueryClient, query: RowQuery, ranges: readonly RowRange[]): Promise<Row[]> {
  const offsets = new Set(ranges.flatMap((range) => pagesOf(range)));
  const pages = await Promise.all(
    [...offsets].map((offset) => cache.ensureQueryData(pageQuery(query, offset))),
  );
  return ranges.flatMap(({ first, end }) =>
    pages.flatMap((page) => page.rows.filter((_, at) => page.offset + at >= first && page.offset + at < end)),
  );
}

/** Puts a saved row's values into every page that holds it, before the server is asked again. */
export function putRow(cache: QueryClient, query: Pick<RowQuery, 'workbook' | 'element'>, saved: SavedRow): void {
  cache.setQueriesData<RowPage>({ queryKey: rowsKey(query.workbook, query.element) }, (page) =>
    page?.rows.some(({ id }) => id === saved.id)
      ? { ...page, rows: page.rows.map((row) => (row.id === saved.id ? merged(row, saved, page.columns) : row)) }
      : page,
  );
}

function merged(row: Row, saved: SavedRow, columns: readonly ResultColumn[]): Row {
  const values = columns.map(({ id }, index) => saved.values[id] ?? (Object.hasOwn(saved.values, id) ? null : row.values[index] ?? null));
  const marks = row.marks.filter(({ column }) => column === null || !Object.hasOwn(saved.values, column));
  return { id: row.id, version: saved.version, values, marks };
}

/** Offsets of the pages that a range of rows touches, a little more on both sides; at least one. */
export function offsetsOf({ first, end }: RowRange, total: number): number[] {
  const inside = Math.max(0, Math.min(first, total - 1) - AHEAD_ROWS);
  return pagesOf({ first: inside, end: Math.max(inside + 1, Math.min(end + AHEAD_ROWS, total)) });
}

function pagesOf({ first, end }: RowRange): number[] {
  const offsets = [];
  for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS < end; page++) offsets.push(page * PAGE_ROWS);
  return offsets;
}

function pageQuery(query: RowQuery, offset: number) {
  return queryOptions({
    queryKey: [...rowsKey(query.workbook, query.element), query.sort, query.controls, offset],
    queryFn: async ({ signal }) =>
      (await answer(
        api.GET('/api/workbooks/{workbook}/elements/{element}/rows', {
          params: {
            path: { workbook: query.workbook, element: query.element },
            query: {
              offset,
              limit: PAGE_ROWS,
              ...(query.sort === '' ? {} : { sort: query.sort }),
              ...(Object.keys(query.controls).length === 0 ? {} : { controls: stringifyExact(query.controls) }),
            },
          },
          signal,
        }),
      )) as RowPage,
    staleTime: Infinity,
  });
}

function combine(results: readonly UseQueryResult<RowPage>[]) {
  return {
    pages: results.flatMap(({ data }) => (data === undefined ? [] : [data])),
    error: results.find(({ isError }) => isError)?.error ?? null,
  };
}
