import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { Spinner } from './spinner.tsx';

type Props = ComponentProps<'button'> & {
  look?: 'primary' | 'secondary' | 'quiet';
  /** Shows a spinner and ignores clicks, but keeps the focus. */
  busy?: boolean;
};

export function Button({ look = 'secondary', busy = false, className, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      className={[styles.button, styles[look], className].filter(Boolean).join(' ')}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
