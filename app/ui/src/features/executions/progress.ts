import type { Execution, ExecutionState } from '../../api/types.ts';
import type { ExecutionNews } from '../events/stream-event.ts';

const ENDS: Record<ExecutionState, boolean> = {
  running: false,
  paused: false,
  waiting: false,
  incident: false,
  completed: true,
  failed: true,
  timed_out: true,
  stopped: true,
  cancelled: true,
  rolled_back: true,
};

/** Whether it stays so. */
export function hasEnded(status: ExecutionState): boolean {
  return ENDS[status];
}

export const STATUS_WORDS: Record<ExecutionState, string> = {
  running: 'Running',
  paused: 'Paused',
  waiting: 'Waiting',
  incident: 'Needs an operator',
  completed: 'Completed',
  failed: 'Failed',
  timed_out: 'Timed out',
  stopped: 'Stopped',
  cancelled: 'Cancelled',
  rolled_back: 'Rolled back',
};

/**
 * What is known of an execution after news of it. News and status answers overtake each other: an
 * end is never taken back, and steps that were counted stay counted.
 */
export function withNews(known: Execution | undefined, news: ExecutionNews): Execution {
  const before = known ?? unknownExecution(news.executionId, news.sequenceId);
  if (hasEnded(before.status) && !hasEnded(news.status)) return before;
  const behind = (news.progress?.current ?? 0) < before.progress.current;
  return {
    ...before,
    status: news.status,
    progress: behind || news.progress === undefined ? before.progress : news.progress,
    currentAction: behind || news.currentAction === undefined ? before.currentAction : news.currentAction,
    error: news.error ?? before.error,
  };
}

/** The newer of what is known and what a status request answered. */
export function newest(known: Execution | undefined, answered: Execution): Execution {
  if (known === undefined) return answered;
  if (hasEnded(known.status) && !hasEnded(answered.status)) return known;
  if (hasEnded(answered.status)) return answered;
  return answered.progress.current < known.progress.current ? { ...known, steps: answered.steps } : answered;
}

/** An execution of which only the ids are known. */
export function unknownExecution(executionId: string, sequenceId: string): Execution {
  return {
    executionId,
    sequenceId,
    status: 'running',
    progress: { current: 0, total: 0, percentage: 0 },
    currentAction: null,
    startTime: '',
    endTime: null,
    estimatedCompletion: null,
    outputVariables: {},
    error: null,
    steps: [],
    timestamp: '',
  };
}
