import type { Sequence, TriggerContext, Triggered } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useRunning } from '../../features/executions/use-execution.ts';
import { useTrigger } from '../../features/executions/use-trigger.ts';
import { type PageContext, usePage } from '../../features/workbook/page-state.ts';
import type { ElementProps } from '../element-config.ts';
import styles from './component.module.css';
import { RunStatus } from './run-status.tsx';

/** Runs the sequences that its click triggers, and says under itself how they fare. */
export function ButtonElement({ element }: ElementProps<'button'>) {
  const page = usePage();
  const sequences = page.workbook.sequences.filter((sequence) => sequence.trigger?.element === element.id);
  const { trigger, executions } = useTrigger(
    { workbook: page.workbook.id, element: element.id },
    sequences.map((sequence) => `${page.workbook.id}.${sequence.id}`),
  );
  const running = useRunning(executions);
  const fire = () => trigger.mutate(contextOf(page, sequences));
  const problem = trigger.error;
  const refused = trigger.data?.refused.filter(({ executionId }) => executionId === null) ?? [];

  return (
    <div className={styles.box}>
      <Button look="primary" busy={trigger.isPending || running} onClick={fire} disabled={sequences.length === 0}>
        {element.title}
      </Button>
      {problem && (
        <Notice tone="error" title={problem.message} actions={<Button onClick={fire}>Retry</Button>}>
          {problem.errorId !== undefined && <>Error id {problem.errorId}</>}
        </Notice>
      )}
      {!trigger.isPending &&
        refused.map(({ sequenceId, detail }) => (
          <Notice key={sequenceId} tone="error" title={detail} actions={<Button onClick={fire}>Retry</Button>} />
        ))}
      {!trigger.isPending && trigger.data && <Skipped skipped={trigger.data.skipped} sequences={sequences} />}
      {!trigger.isPending &&
        !problem &&
        executions.map((id) => <RunStatus key={id} id={id} onRetry={fire} />)}
    </div>
  );
}

function Skipped({ skipped, sequences }: { skipped: Triggered['skipped']; sequences: readonly Sequence[] }) {
  return skipped.map(({ sequenceId, reason }) => {
    const name = sequences.find(({ id }) => sequenceId.endsWith(`.${id}`))?.name ?? sequenceId;
    const why = reason === 'DISABLED' ? 'is switched off.' : 'did not start: its condition does not hold.';
    return <Notice key={sequenceId} tone="info" title={`“${name}” ${why}`} />;
  });
}

/** What the person had set and selected when the button was pressed. */
function contextOf({ state, tab }: PageContext, sequences: readonly Sequence[]): TriggerContext {
  const element = sequences.map((sequence) => sequence.selection).find((id) => id != null);
  const context: TriggerContext = { controls: state.controls, tab };
  return element == null
    ? context
    : { ...context, selection: { element, rows: [...(state.selections[element] ?? [])] } };
}
