import type { ReactNode } from 'react';
import styles from './top-bar.module.css';

type Props = { title: string; children?: ReactNode };

/** Head of every page. */
export function TopBar({ title, children }: Props) {
  return (
    <header className={styles.bar}>
      <a className={styles.home} href="#/" aria-label="All workbooks">
        <img src="/icon.svg" alt="" width="28" height="28" />
      </a>
      <h1>{title}</h1>
      <div className={styles.end}>{children}</div>
    </header>
  );
}
