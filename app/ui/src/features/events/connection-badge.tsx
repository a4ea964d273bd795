import styles from './connection-badge.module.css';
import type { Connection } from './event-stream.ts';

const WORDS: Record<Connection, string> = {
  connecting: 'Connecting',
  open: 'Live',
  lost: 'Reconnecting',
};

/** Whether what the page shows is kept up to date. */
export function ConnectionBadge({ connection }: { connection: Connection }) {
  return (
    <span className={styles.badge} data-connection={connection} role="status" aria-label="Live updates">
      <span className={styles.dot} aria-hidden="true" />
      {WORDS[connection]}
    </span>
  );
}
