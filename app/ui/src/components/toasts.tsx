import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { Tone } from './notice.tsx';
import styles from './toasts.module.css';

export type Toast = { id: string; title: string; description?: string | undefined; tone: Tone };

const SHOWN_MS = 8000;
const MOST = 4;

let toasts: readonly Toast[] = [];
const listeners = new Set<() => void>();

/** Shows a short message over whatever page is open. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  replace([...toasts, { ...toast, id: crypto.randomUUID() }].slice(-MOST));
}

export function dismissToast(id: string): void {
  replace(toasts.filter((toast) => toast.id !== id));
}

/** Where toasts appear; one per window. They lie over open dialogs, too. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return createPortal(
    <section className={styles.region} role="status" aria-live="polite" aria-label="Messages">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>,
    document.body,
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    <div
      className={styles.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={styles.words}>
        <p className={styles.title}>{toast.title}</p>
        {toast.description !== undefined && <p className={styles.description}>{toast.description}</p>}
      </div>
      <button
        type="button"
        className={styles.close}
        aria-label={`Dismiss ${toast.title}`}
        onClick={() => dismissToast(toast.id)}
      >
        ×
      </button>
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function replace(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
