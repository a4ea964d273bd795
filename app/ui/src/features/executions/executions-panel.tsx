import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client.ts';
import type { HistoryEntry, Workbook } from '../../api/types.ts';
import { Blank } from '../../components/blank.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import styles from './executions-panel.module.css';
import { ExecutionView } from './execution-view.tsx';
import { STATUS_WORDS } from './progress.ts';

type Props = { workbook: Workbook; onClose: () => void };

const SHOWN = 20;

/** The latest executions of a workbook; one of them with its steps. */
export function ExecutionsPanel({ workbook, onClose }: Props) {
  const [open, setOpen] = useState<HistoryEntry>();
  const history = useQuery({
    queryKey: ['history'],
    queryFn: async () =>
      (await answer(api.GET('/api/actions/history', { params: { query: { page: 1, limit: SHOWN } } })))
        .history as HistoryEntry[],
  });
  const entries = history.data?.filter((entry) => entry.sequenceId.startsWith(`${workbook.id}.`));

  return (
    <Dialog title={open === undefined ? 'Executions' : nameOf(workbook, open)} place="side" onClose={onClose}>
      {open !== undefined && <ExecutionView id={open.executionId} onBack={() => setOpen(undefined)} />}
      {open === undefined && history.isPending && <Blank title="Loading executions" busy />}
      {open === undefined && history.isError && (
        <Blank title={history.error.message}>
          <Button onClick={() => void history.refetch()}>Try again</Button>
        </Blank>
      )}
      {open === undefined && entries?.length === 0 && <Blank title="Nothing has run yet. Press a button on the page." />}
      {open === undefined && (
        <ul className={styles.list}>
          {entries?.map((entry) => (
            <li key={entry.executionId}>
              <button type="button" className={styles.entry} onClick={() => setOpen(entry)}>
                <span className={styles.name}>{nameOf(workbook, entry)}</span>
                <span className={styles.status} data-status={entry.status}>
                  {STATUS_WORDS[entry.status]}
                </span>
                <span className={styles.facts}>
                  {timeText(entry.startTime)} by {entry.user}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function nameOf(workbook: Workbook, entry: HistoryEntry): string {
  const id = entry.sequenceId.slice(workbook.id.length + 1);
  return workbook.sequences.find((sequence) => sequence.id === id)?.name ?? id;
}

function timeText(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}
