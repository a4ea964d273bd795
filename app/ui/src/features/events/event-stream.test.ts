import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEventStream } from './event-stream.ts';
import type { StreamEvent } from './stream-event.ts';

class FakeSource extends EventTarget {
  static readonly opened: FakeSource[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readyState = 0;

  constructor(readonly url: string) {
    super();
    FakeSource.opened.push(this);
  }

  say(type: string, lastEventId: string, body: unknown) {
    const data = typeof body === 'string' ? body : JSON.stringify(body);
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId }));
  }

  refuse() {
    this.readyState = 2;
    this.onerror?.();
  }

  close() {
    this.readyState = 2;
  }
}

const toast = (title: string) => ({ executionId: 'e1', tab: 't1', effect: { type: 'show-toast', title, tone: 'info' } });

function open(memory: Storage = sessionStorage) {
  const events: StreamEvent[] = [];
  const connections: string[] = [];
  const close = openEventStream({
    workbook: 'desk',
    tab: 't1',
    memory,
    onEvent: (event) => events.push(event),
    onConnection: (connection) => connections.push(connection),
    onRefused: () => connections.push('refused'),
    connect: (url) => new FakeSource(url) as unknown as EventSource,
  });
  return { events, connections, close, source: () => FakeSource.opened.at(-1) as FakeSource };
}

describe('the stream of events', () => {
  beforeEach(() => {
    FakeSource.opened.length = 0;
    vi.stubGlobal('EventSource', { CLOSED: 2 });
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('an effect that is replayed after a reconnect is applied once', () => {
    const stream = open();
    stream.source().say('effect', '7', toast('one'));
    stream.source().onerror?.();
    stream.source().say('effect', '7', toast('one'));
    stream.source().say('effect', '8', toast('two'));
    expect(stream.events.map((event) => event.type === 'effect' && event.effect)).toEqual([
      { type: 'show-toast', title: 'one', tone: 'info' },
      { type: 'show-toast', title: 'two', tone: 'info' },
    ]);
    expect(FakeSource.opened).toHaveLength(1);
  });

  test('after a refusal it connects again, later each time, from the last event it saw', () => {
    const stream = open();
    stream.source().say('rows:changed', '41', { element: 'cases', rows: ['r1'] });
    stream.source().refuse();
    expect(FakeSource.opened).toHaveLength(1);
    vi.advanceTimersByTime(500);
    expect(stream.source().url).toBe('/api/events?workbook=desk&tab=t1&lastEventId=41');
    stream.source().refuse();
    vi.advanceTimersByTime(999);
    expect(FakeSource.opened).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(FakeSource.opened).toHaveLength(3);
    stream.source().onopen?.();
    expect(stream.connections).toEqual(['lost', 'refused', 'lost', 'refused', 'open']);
  });

  test('a reloaded page goes on after the event it saw last', () => {
    const before = open();
    before.source().say('rows:changed', '12', { element: 'cases' });
    before.close();
    open();
    expect(FakeSource.opened.at(-1)?.url).toContain('lastEventId=12');
  });

  test('a greeting says where to go on and hides no event', () => {
    const stream = open();
    stream.source().say('hello', '6', {});
    stream.source().say('effect', '6', toast('six'));
    stream.source().refuse();
    vi.advanceTimersByTime(500);
    expect(stream.source().url).toContain('lastEventId=6');
    stream.source().say('hello', '6', {});
    stream.source().say('effect', '6', toast('six'));
    expect(stream.events.map(({ type }) => type)).toEqual(['hello', 'effect', 'hello']);
  });

  test('what is no event is skipped and the stream goes on', () => {
    const stream = open();
    stream.source().say('effect', '1', 'not json');
    stream.source().say('effect', '2', { executionId: 'e1', effect: { type: 'format-disk', disk: 'c' } });
    stream.source().say('effect', '3', { executionId: 'e1', effect: { type: 'show-toast' } });
    stream.source().say('execution:progress', '4', { status: 'running' });
    stream.source().say('workbook:published', '5', { workbook: 'desk', version: 4 });
    expect(stream.events).toEqual([{ type: 'workbook-published', version: 4 }]);
  });

  test.each([
    ['SUCCESS', 'success'],
    ['FUCHSIA', 'info'],
    [undefined, 'info'],
  ])('a toast of tone %s looks like %s', (tone, looks) => {
    const stream = open();
    stream.source().say('effect', '1', { executionId: 'e1', effect: { type: 'show-toast', title: 'x', tone } });
    expect(stream.events[0]).toMatchObject({ tab: null, effect: { tone: looks } });
  });

  test('closed, it does not come back', () => {
    const stream = open();
    stream.source().refuse();
    stream.close();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.opened).toHaveLength(1);
  });
});
