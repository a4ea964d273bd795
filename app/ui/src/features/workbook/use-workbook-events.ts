import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type Dispatch, useEffect, useState } from 'react';
import { showToast } from '../../components/toasts.tsx';
import { gather } from '../events/gather.ts';
import { type Connection, openEventStream } from '../events/event-stream.ts';
import type { Effect, StreamEvent } from '../events/stream-event.ts';
import { takeNews } from '../executions/use-execution.ts';
import type { PageEvent } from './page-state.ts';

/** Key of everything read of one element's rows. */
export const rowsKey = (workbook: string, element: string) => ['rows', workbook, element] as const;

/** Keeps a workbook's page up to date; answers whether it is. */
export function useWorkbookEvents(workbook: string, tab: string, dispatch: Dispatch<PageEvent>): Connection {
  const cache = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    let opened = false;
    const changed = gather((elements) => {
      for (const element of elements) void cache.invalidateQueries({ queryKey: rowsKey(workbook, element) });
    });
    const close = openEventStream({
      workbook,
      tab,
      memory: sessionStorage,
      onEvent: (event) => apply(event, { cache, workbook, tab, dispatch, rowsChanged: changed.add }),
      onConnection: (next) => {
        setConnection(next);
        if (next === 'open' && opened) catchUp(cache, workbook);
        opened ||= next === 'open';
      },
      onRefused: () => void cache.invalidateQueries({ queryKey: ['session'] }),
    });
    return () => {
      close();
      changed.stop();
    };
  }, [cache, workbook, tab, dispatch]);
  return connection;
}

type Target = {
  cache: QueryClient;
  workbook: string;
  tab: string;
  dispatch: Dispatch<PageEvent>;
  rowsChanged: (element: string) => void;
};

/** Does what an event of the stream asks for. */
export function apply(event: StreamEvent, target: Target): void {
  const { cache, workbook, tab } = target;
  switch (event.type) {
    case 'execution':
      return takeNews(cache, event.news);
    case 'effect':
      return event.tab === null || event.tab === tab ? applyEffect(event.effect, target) : undefined;
    case 'rows-changed':
      return event.elements.forEach((element) => target.rowsChanged(element));
    case 'reset':
      return catchUp(cache, workbook);
    case 'expired':
      return void cache.invalidateQueries({ queryKey: ['session'] });
    case 'hello':
      return undefined;
    case 'workbook-published':
      return void cache.invalidateQueries({ queryKey: ['workbook', workbook] });
  }
}

function applyEffect(effect: Effect, { dispatch, rowsChanged }: Target): void {
  switch (effect.type) {
    case 'show-toast':
      return showToast({ title: effect.title, description: effect.description ?? undefined, tone: effect.tone });
    case 'refresh-element':
      return rowsChanged(effect.element);
    case 'set-control':
    case 'open-modal':
    case 'close-modal':
      return dispatch(effect);
  }
}

/** After a break: whatever is on the screen is asked for again. */
function catchUp(cache: QueryClient, workbook: string): void {
  void cache.invalidateQueries({ queryKey: ['rows', workbook] });
  void cache.invalidateQueries({ queryKey: ['execution'] });
  void cache.invalidateQueries({ queryKey: ['history'] });
}
