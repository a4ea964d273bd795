import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

export type DialogWidth = 'xs' | 'sm' | 'md' | 'lg' | 'xl';

type Props = {
  title: string;
  /** A side dialog is as high as the window and sticks to its right edge. */
  place?: 'middle' | 'side';
  width?: DialogWidth;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
};

/** An open dialog: focus stays inside, Esc closes it, focus returns to where it was. */
export function Dialog({ title, place = 'middle', width = 'md', onClose, children, footer }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} data-place={place} data-width={width}>
          <header className={styles.header}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close className={styles.close} aria-label={`Close ${title}`}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" />
              </svg>
            </Base.Close>
          </header>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
