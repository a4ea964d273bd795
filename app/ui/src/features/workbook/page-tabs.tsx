import type { Workbook } from '../../api/types.ts';
import { addressOf } from './use-route.ts';
import styles from './workbook-page.module.css';

type Props = { workbook: Workbook; current: string | undefined };

/** The pages of a workbook; each has an address of its own. */
export function PageTabs({ workbook, current }: Props) {
  return (
    <nav className={styles.tabs} aria-label="Pages">
      {workbook.pages.map((page) => (
        <a
          key={page.id}
          className={styles.tab}
          href={addressOf(workbook.id, page.id)}
          aria-current={page.id === current ? 'page' : undefined}
        >
          {page.title}
        </a>
      ))}
    </nav>
  );
}
