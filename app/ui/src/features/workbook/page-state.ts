import { createContext, type Dispatch, use } from 'react';
import type { Element, Value, Workbook } from '../../api/types.ts';
import type { Effect } from '../events/stream-event.ts';

export type SelectedRow = { id: string; version: number };

/** What a person has set on the pages of a workbook and the server does not know. */
export type PageState = {
  controls: Readonly<Record<string, Value>>;
  /** By element; in the order of the rows. */
  selections: Readonly<Record<string, readonly SelectedRow[]>>;
  /** The last one lies on top. */
  openModals: readonly string[];
};

export type PageEvent =
  | Extract<Effect, { type: 'set-control' | 'open-modal' | 'close-modal' }>
  | { type: 'select'; element: string; rows: readonly SelectedRow[] }
  | { type: 'row-saved'; element: string; row: SelectedRow };

/** Controls at the values the workbook gives them, nothing selected, nothing open. */
export function initialState(workbook: Workbook): PageState {
  const controls: Record<string, Value> = {};
  for (const element of allElements(workbook)) {
    if (element.type === 'control') controls[element.id] = element.value;
  }
  return { controls, selections: {}, openModals: [] };
}

export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'set-control':
      return Object.hasOwn(state.controls, event.control)
        ? { ...state, controls: { ...state.controls, [event.control]: event.value } }
        : state;
    case 'open-modal':
      return { ...state, openModals: [...state.openModals.filter((id) => id !== event.modal), event.modal] };
    case 'close-modal':
      return { ...state, openModals: state.openModals.filter((id) => id !== event.modal) };
    case 'select':
      return { ...state, selections: { ...state.selections, [event.element]: event.rows } };
    case 'row-saved':
      return { ...state, selections: withVersion(state.selections, event.element, event.row) };
  }
}

/** Every element of a workbook, those inside others included. */
export function allElements(workbook: Workbook): Element[] {
  return workbook.pages.flatMap((page) => page.elements.flatMap(withInner));
}

function withInner(element: Element): Element[] {
  return element.type === 'modal' ? [element, ...element.elements.flatMap(withInner)] : [element];
}

function withVersion(selections: PageState['selections'], element: string, saved: SelectedRow) {
  const rows = selections[element];
  if (rows === undefined || !rows.some((row) => row.id === saved.id)) return selections;
  return { ...selections, [element]: rows.map((row) => (row.id === saved.id ? saved : row)) };
}

export type PageContext = {
  workbook: Workbook;
  tab: string;
  state: PageState;
  dispatch: Dispatch<PageEvent>;
};

const Context = createContext<PageContext | null>(null);

export const PageProvider = Context.Provider;

export function usePage(): PageContext {
  const page = use(Context);
  if (page === null) throw new Error('An element was rendered outside a workbook page.');
  return page;
}
