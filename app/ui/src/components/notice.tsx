import type { ReactNode } from 'react';
import styles from './notice.module.css';

export type Tone = 'info' | 'success' | 'warning' | 'error';

type Props = { tone: Tone; title: string; children?: ReactNode; actions?: ReactNode };

/** Says something where it happened; errors interrupt a screen reader, the rest waits. */
export function Notice({ tone, title, children, actions }: Props) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.body}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
