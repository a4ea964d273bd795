import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { RowRange } from '../../components/data-grid/grid-types.ts';
import { showToast } from '../../components/toasts.tsx';
import { type SelectedRow, usePage } from '../../features/workbook/page-state.ts';
import { loadRows, type RowQuery, type Rows } from './use-rows.ts';

const MOST = 1000;
const NONE: readonly SelectedRow[] = [];

/**
 * The selected rows of a table. They are kept by id, so that sorting, new rows and changes of others
 * leave the selection on the rows a person picked.
 */
export function useSelection(query: RowQuery, { loaded }: Rows) {
  const cache = useQueryClient();
  const { state, dispatch } = usePage();
  const rows = state.selections[query.element] ?? NONE;
  const versions = useMemo(() => new Map(rows.map(({ id, version }) => [id, version])), [rows]);
  const indexes = useMemo(
    () => loaded.flatMap(([index, { id }]) => (versions.has(id) ? [index] : [])).sort((a, b) => a - b),
    [loaded, versions],
  );
  const put = (next: readonly SelectedRow[]) => dispatch({ type: 'select', element: query.element, rows: next });

  useEffect(() => {
    const seen = new Map(loaded.map(([, { id, version }]) => [id, version]));
    const isBehind = ({ id, version }: SelectedRow) => (seen.get(id) ?? version) !== version;
    if (!rows.some(isBehind)) return;
    put(rows.map(({ id, version }) => ({ id, version: seen.get(id) ?? version })));
  });

  async function select(ranges: readonly RowRange[]) {
    const count = ranges.reduce((sum, { first, end }) => sum + end - first, 0);
    if (count === 0) return put(NONE);
    if (count > MOST) {
      const description = `You picked ${count.toLocaleString()}. Nothing was changed.`;
      return showToast({ tone: 'warning', title: `At most ${MOST.toLocaleString()} rows can be selected.`, description });
    }
    try {
      const picked = await loadRows(cache, query, ranges);
      const inSight = new Set(loaded.map(([, { id }]) => id));
      const elsewhere = rows.filter(({ id }) => !inSight.has(id) && !picked.some((row) => row.id === id));
      put([...elsewhere, ...picked.map(({ id, version }) => ({ id, version }))]);
    } catch (error) {
      showToast({ tone: 'error', title: 'The rows could not be selected.', description: String((error as Error).message) });
    }
  }
  return { count: rows.length, indexes, select, clear: () => put(NONE) };
}
