import { describe, expect, test } from 'vitest';
import { execution } from '../../testing/desk.tsx';
import { newest, withNews } from './progress.ts';

const at = (current: number) => ({ current, total: 5, percentage: current * 20 });
const news = { executionId: 'e1', sequenceId: 'desk.open-recovery' };

describe('what is known of an execution', () => {
  test('news may come before the answer that names the execution', () => {
    const known = withNews(undefined, { ...news, status: 'running', progress: at(2), currentAction: { id: 's', name: 'S' } });
    expect(known).toMatchObject({ executionId: 'e1', status: 'running', progress: { current: 2 } });
  });

  test('an end is not taken back by news that was overtaken', () => {
    const ended = execution('e1', { status: 'completed', progress: at(5) });
    expect(withNews(ended, { ...news, status: 'running', progress: at(3) })).toBe(ended);
  });

  test('progress does not run backwards', () => {
    const known = execution('e1', { progress: at(3), currentAction: { id: 'c', name: 'C' } });
    const after = withNews(known, { ...news, status: 'running', progress: at(1), currentAction: { id: 'a', name: 'A' } });
    expect(after.progress.current).toBe(3);
    expect(after.currentAction?.name).toBe('C');
  });

  test('a failure keeps its reason when later news has none', () => {
    const error = { code: 'ROW_CONFLICT', message: 'Changed meanwhile.', step: 's1' };
    const failed = withNews(execution('e1'), { ...news, status: 'failed', error });
    expect(withNews(failed, { ...news, status: 'failed', error: null }).error).toEqual(error);
  });

  test('an old answer brings its steps but not its progress', () => {
    const steps = [{ id: 'a', name: 'A', state: 'done' as const, startedAt: '', endedAt: null }];
    const after = newest(execution('e1', { progress: at(4) }), execution('e1', { progress: at(1), steps }));
    expect(after).toMatchObject({ progress: { current: 4 }, steps });
  });

  test('an answer that knows the end wins', () => {
    const after = newest(execution('e1', { progress: at(4) }), execution('e1', { status: 'stopped', progress: at(2) }));
    expect(after.status).toBe('stopped');
  });
});
