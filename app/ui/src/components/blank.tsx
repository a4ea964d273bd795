import type { ReactNode } from 'react';
import styles from './blank.module.css';

type Props = { title: string; children?: ReactNode; busy?: boolean };

/** What stands where nothing can be shown: empty, loading or failed. */
export function Blank({ title, children, busy = false }: Props) {
  return (
    <div className={styles.blank} role={busy ? 'status' : undefined}>
      {busy && <span className={styles.shimmer} aria-hidden="true" />}
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
