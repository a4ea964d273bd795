import type { Execution } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useExecution, useStopExecution } from '../../features/executions/use-execution.ts';
import styles from './component.module.css';

type Props = { id: string; onRetry: () => void };

/** How one execution fares: its progress while it runs, then how it ended. */
export function RunStatus({ id, onRetry }: Props) {
  const { data: execution, error } = useExecution(id);
  if (execution === undefined && error) return <Notice tone="error" title={error.message} />;
  if (execution === undefined) return <p className={styles.step}>Starting</p>;
  switch (execution.status) {
    case 'running':
    case 'paused':
    case 'waiting':
      return <Progress execution={execution} />;
    case 'incident':
      return (
        <Notice tone="warning" title="An operator has to look at this." actions={<Stop id={id} />}>
          {failureText(execution)}
        </Notice>
      );
    case 'completed':
      return (
        <p className={styles.done} role="status">
          Completed
        </p>
      );
    case 'stopped':
    case 'cancelled':
      return (
        <p className={styles.step} role="status">
          {execution.status === 'stopped' ? 'Stopped' : 'Cancelled'}
        </p>
      );
    case 'failed':
    case 'timed_out':
    case 'rolled_back':
      return (
        <Notice tone="error" title={ENDS[execution.status]} actions={<Button onClick={onRetry}>Retry</Button>}>
          {failureText(execution)}
        </Notice>
      );
  }
}

const ENDS = {
  failed: 'It failed.',
  timed_out: 'It took too long and was ended.',
  rolled_back: 'It failed, and its changes were taken back.',
};

function Progress({ execution }: { execution: Execution }) {
  const { current, total } = execution.progress;
  const at = Math.min(current + 1, total);
  const words = total === 0 ? 'Starting' : `Step ${at} of ${total}`;
  const name = execution.currentAction?.name;
  return (
    <div className={styles.progress}>
      <div
        className={styles.track}
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={Math.max(total, 1)}
        aria-valuenow={current}
        aria-valuetext={name === undefined ? words : `${words}: ${name}`}
      >
        <span className={styles.bar} style={{ width: `${total === 0 ? 0 : (100 * current) / total}%` }} />
      </div>
      <p className={styles.step} role="status">
        {words}
        {name !== undefined && <span className={styles.name}> {name}</span>}
      </p>
      <Stop id={execution.executionId} />
    </div>
  );
}

function Stop({ id }: { id: string }) {
  const stop = useStopExecution(id);
  return (
    <>
      <Button className={styles.stop} busy={stop.isPending} onClick={() => stop.mutate()}>
        Stop
      </Button>
      {stop.error && <Notice tone="error" title={stop.error.message} />}
    </>
  );
}

function failureText(execution: Execution): string {
  const { error, steps } = execution;
  if (!error) return '';
  const step = steps.find(({ id }) => id === error.step)?.name ?? error.step;
  return step ? `${step}: ${error.message}` : error.message;
}
