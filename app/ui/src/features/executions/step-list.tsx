import type { Step } from '../../api/types.ts';
import styles from './step-list.module.css';

const WORDS: Record<Step['state'], string> = {
  done: 'Done',
  failed: 'Failed',
  running: 'Running',
  skipped: 'Skipped',
};

/** The course of an execution. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return <p className={styles.none}>No step has begun.</p>;
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map((step, index) => (
        <li key={`${step.id}-${index}`} className={styles.step} data-state={step.state}>
          <span className={styles.dot} aria-hidden="true" />
          <span className={styles.name}>{step.name}</span>
          <span className={styles.state}>
            {WORDS[step.state]}
            {tookText(step)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function tookText(step: Step): string {
  if (!step.startedAt || !step.endedAt) return '';
  return `, ${durationText(Date.parse(step.endedAt) - Date.parse(step.startedAt))}`;
}

/** A duration as people say it: `12 ms`, `3.4 s`, `2 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}
