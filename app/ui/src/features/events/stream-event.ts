import { parseExact } from '../../api/exact-json.ts';
import type { Execution, Value } from '../../api/types.ts';
import type { Tone } from '../../components/notice.tsx';

/** What the browser that started an execution must do. */
export type Effect =
  | { type: 'set-control'; control: string; value: Value }
  | { type: 'open-modal'; modal: string }
  | { type: 'close-modal'; modal: string }
  | { type: 'refresh-element'; element: string }
  | { type: 'show-toast'; title: string; description?: string | null; tone: Tone };

/** How far an execution is; a part of its status. */
export type ExecutionNews = Pick<Execution, 'executionId' | 'sequenceId' | 'status'> &
  Partial<Pick<Execution, 'progress' | 'currentAction' | 'error'>>;

export type StreamEvent =
  | { type: 'execution'; news: ExecutionNews }
  | { type: 'effect'; executionId: string; tab: string | null; effect: Effect }
  /** Elements that show something else now. */
  | { type: 'rows-changed'; elements: string[] }
  | { type: 'workbook-published'; version: number }
  /** Events were missed and are kept no more. */
  | { type: 'reset' }
  /** The session is over. */
  | { type: 'expired' }
  /** The stream has begun; its id is where a reconnect goes on. */
  | { type: 'hello' };

/** Names of the events on the wire. */
export const EVENT_NAMES = [
  'hello',
  'reset',
  'expired',
  'execution:started',
  'execution:progress',
  'execution:ended',
  'effect',
  'rows:changed',
  'workbook:published',
] as const;

export type EventName = (typeof EVENT_NAMES)[number];

/** Reads one event; null if it is not what its name says. */
export function readEvent(name: EventName, text: string): StreamEvent | null {
  const body = parse(text);
  if (body === null) return null;
  switch (name) {
    case 'hello':
    case 'reset':
    case 'expired':
      return { type: name };
    case 'execution:started':
    case 'execution:progress':
    case 'execution:ended':
      return isText(body['executionId']) && isText(body['status'])
        ? { type: 'execution', news: body as ExecutionNews }
        : null;
    case 'effect':
      return isEffect(body['effect']) && isText(body['executionId'])
        ? {
            type: 'effect',
            executionId: body['executionId'],
            tab: isText(body['tab']) ? body['tab'] : null,
            effect: withTone(body['effect']),
          }
        : null;
    case 'rows:changed':
      return isText(body['element'])
        ? { type: 'rows-changed', elements: [body['element'], ...texts(body['dependents'])] }
        : null;
    case 'workbook:published':
      return typeof body['version'] === 'number' ? { type: 'workbook-published', version: body['version'] } : null;
  }
}

const NAMED_BY: Record<Effect['type'], string> = {
  'set-control': 'control',
  'open-modal': 'modal',
  'close-modal': 'modal',
  'refresh-element': 'element',
  'show-toast': 'title',
};

function isEffect(value: unknown): value is Effect {
  if (typeof value !== 'object' || value === null) return false;
  const effect = value as Record<string, unknown>;
  const type = effect['type'];
  return isText(type) && Object.hasOwn(NAMED_BY, type) && isText(effect[NAMED_BY[type as Effect['type']]]);
}

/** The server writes tones in capitals; one it may add later looks like `info`. */
function withTone(effect: Effect): Effect {
  if (effect.type !== 'show-toast') return effect;
  const tone = String(effect.tone).toLowerCase();
  return { ...effect, tone: isTone(tone) ? tone : 'info' };
}

function isTone(word: string): word is Tone {
  return word === 'info' || word === 'success' || word === 'warning' || word === 'error';
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const body = parseExact(text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
