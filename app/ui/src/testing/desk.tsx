import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { type ReactNode, useReducer } from 'react';
import type { Execution, Workbook } from '../api/types.ts';
import { createQueryClient } from '../app/query-client.ts';
import { unknownExecution } from '../features/executions/progress.ts';
import { initialState, type PageEvent, type PageState, PageProvider, reduce } from '../features/workbook/page-state.ts';

/** A column that takes everything. */
export const NO_RULES = {
  min: null,
  max: null,
  earliest: null,
  latest: null,
  minLength: null,
  maxLength: null,
  pattern: null,
  unique: false,
  values: [],
  valuesFrom: null,
};
export const NO_TABLE_RULES = { maxRows: null, allowBulkOperations: true, entry: 'both' };
export const FREE = { protected: false, hasDefault: false };

export const DESK: Workbook = {
  id: 'desk',
  title: 'Recovery desk',
  version: 1,
  pages: [
    {
      id: 'main',
      title: 'Main',
      grid: 24,
      elements: [
        {
          id: 'strikes',
          type: 'input-table',
          title: 'Strikes',
          at: null,
          columns: [
            { id: 'airport', name: 'Airport', kind: 'text', required: true, ...FREE, rules: NO_RULES },
            { id: 'cost', name: 'Cost', kind: 'number', required: false, ...FREE, rules: { ...NO_RULES, min: 0 } },
          ],
          formulas: [],
          rules: NO_TABLE_RULES,
        },
        { id: 'threshold', type: 'control', title: 'Threshold', at: null, kind: 'number', value: 100000 },
        { id: 'note', type: 'control', title: 'Note', at: null, kind: 'text', value: null },
        { id: 'urgent', type: 'control', title: 'Urgent', at: null, kind: 'checkbox', value: false },
        { id: 'go', type: 'button', title: 'Open recovery', at: null },
        {
          id: 'details',
          type: 'modal',
          title: 'Details',
          width: 'md',
          elements: [{ id: 'words', type: 'text', title: 'Words', at: null, text: 'One.\n\nTwo.' }],
        },
      ],
    },
  ],
  sequences: [
    {
      id: 'open-recovery',
      name: 'Open a recovery',
      enabled: true,
      trigger: { element: 'go', type: 'click' },
      selection: 'strikes',
    },
  ],
};

/** An execution of the desk's sequence. */
export function execution(id: string, known: Partial<Execution> = {}): Execution {
  return { ...unknownExecution(id, 'desk.open-recovery'), ...known };
}

/** Renders elements as a page of the desk does; `now` is what the page knows at the moment. */
export function renderOnDesk(children: ReactNode, before: readonly PageEvent[] = []) {
  const cache = createQueryClient();
  cache.setDefaultOptions({ queries: { ...cache.getDefaultOptions().queries, retry: false } });
  const page: { now: PageState; dispatch: (event: PageEvent) => void } = {
    now: before.reduce(reduce, initialState(DESK)),
    dispatch: () => undefined,
  };
  function Page() {
    const [state, dispatch] = useReducer(reduce, page.now);
    page.now = state;
    page.dispatch = dispatch;
    return <PageProvider value={{ workbook: DESK, tab: 'tab-1', state, dispatch }}>{children}</PageProvider>;
  }
  const rendered = render(
    <QueryClientProvider client={cache}>
      <Page />
    </QueryClientProvider>,
  );
  return { ...rendered, cache, page };
}
