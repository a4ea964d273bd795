import { Blank } from '../../components/blank.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './executions-panel.module.css';
import { hasEnded, STATUS_WORDS } from './progress.ts';
import { StepList } from './step-list.tsx';
import { useExecution, useStopExecution } from './use-execution.ts';

type Props = { id: string; onBack: () => void };

/** One execution: how it stands, why, and its steps. */
export function ExecutionView({ id, onBack }: Props) {
  const { data: execution, error } = useExecution(id);
  const stop = useStopExecution(id);
  return (
    <div className={styles.view}>
      <Button look="quiet" className={styles.back} onClick={onBack}>
        All executions
      </Button>
      {error && <Notice tone="error" title={error.message} />}
      {execution === undefined && !error && <Blank title="Loading" busy />}
      {execution !== undefined && (
        <>
          <p>
            <span className={styles.status} data-status={execution.status}>
              {STATUS_WORDS[execution.status]}
            </span>
          </p>
          {execution.error && (
            <Notice tone="error" title={execution.error.message}>
              <code>{execution.error.code}</code>
            </Notice>
          )}
          <StepList steps={execution.steps} />
          {!hasEnded(execution.status) && (
            <Button busy={stop.isPending} onClick={() => stop.mutate()}>
              Stop
            </Button>
          )}
          <p className={styles.facts}>Execution {execution.executionId}</p>
        </>
      )}
    </div>
  );
}
