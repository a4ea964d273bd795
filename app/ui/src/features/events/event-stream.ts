import { SeenIds } from './seen-ids.ts';
import { EVENT_NAMES, type EventName, readEvent, type StreamEvent } from './stream-event.ts';

export type Connection = 'connecting' | 'open' | 'lost';

export type StreamOptions = {
  workbook: string;
  tab: string;
  onEvent: (event: StreamEvent) => void;
  /** Called with `open` also after each reconnect: what came meanwhile may be gone. */
  onConnection: (connection: Connection) => void;
  /** The server will not have this stream, e.g. because the session is over. */
  onRefused: () => void;
  /** Where the last event's id outlives a reload. */
  memory: Pick<Storage, 'getItem' | 'setItem'>;
  connect?: (url: string) => EventSource;
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Opens the stream of events of a workbook and keeps it open until the returned function is called.
 * The browser reconnects by itself after a broken connection; after a refusal (the server is
 * starting, the session is over) this does, with growing waits, from the last event it saw.
 */
export function openEventStream(options: StreamOptions): () => void {
  const connect = options.connect ?? ((url) => new EventSource(url, { withCredentials: true }));
  const memoryKey = `millrace.last-event.${options.workbook}`;
  const seen = new SeenIds();
  let lastId = options.memory.getItem(memoryKey) ?? '';
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source = start();

  function start(): EventSource {
    const opened = connect(streamUrl(options.workbook, options.tab, lastId));
    opened.onopen = () => {
      wait = FIRST_WAIT_MS;
      options.onConnection('open');
    };
    opened.onerror = () => {
      options.onConnection('lost');
      if (opened.readyState !== EventSource.CLOSED) return;
      options.onRefused();
      timer = setTimeout(() => (source = start()), wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    for (const name of EVENT_NAMES) {
      opened.addEventListener(name, (message: MessageEvent<string>) => take(name, message));
    }
    return opened;
  }

  function take(name: EventName, message: MessageEvent<string>): void {
    // A greeting and the event it follows have one id.
    if (name !== 'hello' && name !== 'reset' && !seen.isNew(message.lastEventId)) return;
    if (message.lastEventId !== '') {
      lastId = message.lastEventId;
      options.memory.setItem(memoryKey, lastId);
    }
    const event = readEvent(name, message.data);
    if (event !== null) options.onEvent(event);
  }

  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function streamUrl(workbook: string, tab: string, lastId: string): string {
  const query = new URLSearchParams({ workbook, tab });
  if (lastId !== '') query.set('lastEventId', lastId);
  return `/api/events?${query}`;
}
