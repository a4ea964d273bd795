import { useEffect, useId, useState } from 'react';
import type { Value } from '../../api/types.ts';
import { Field } from '../../components/field.tsx';
import { locale, numberToEdit, readNumber } from '../../components/number-text.ts';
import { usePage } from '../../features/workbook/page-state.ts';
import type { ElementOf, ElementProps } from '../element-config.ts';
import styles from './component.module.css';

const TYPING_PAUSE_MS = 400;

/** Holds a value; what is typed counts after a short pause, on Enter, and on leaving. */
export function ControlElement({ element }: ElementProps<'control'>) {
  return element.kind === 'checkbox' ? <CheckboxControl element={element} /> : <TypedControl element={element} />;
}

function CheckboxControl({ element }: ElementProps<'control'>) {
  const { state, dispatch } = usePage();
  const id = useId();
  return (
    <div className={styles.checkbox}>
      <input
        id={id}
        type="checkbox"
        checked={state.controls[element.id] === true}
        onChange={(event) =>
          dispatch({ type: 'set-control', control: element.id, value: event.target.checked })
        }
      />
      <label htmlFor={id}>{element.title}</label>
    </div>
  );
}

function TypedControl({ element }: ElementProps<'control'>) {
  const { state, dispatch } = usePage();
  const value = state.controls[element.id] ?? null;
  const [draft, setDraft] = useState<string>();
  const read = draft === undefined ? { value } : readDraft(element, draft);

  function commit() {
    if (draft === undefined || !('value' in read)) return;
    setDraft(undefined);
    if (String(read.value) !== String(value)) {
      dispatch({ type: 'set-control', control: element.id, value: read.value });
    }
  }
  useEffect(() => {
    if (draft === undefined) return undefined;
    const timer = setTimeout(commit, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  });

  return (
    <Field
      label={element.title}
      inputMode={element.kind === 'number' ? 'decimal' : 'text'}
      value={draft ?? shown(value)}
      error={'error' in read ? read.error : undefined}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

function readDraft(element: ElementOf<'control'>, draft: string): { value: Value } | { error: string } {
  if (element.kind === 'text') return { value: draft === '' ? null : draft };
  const value = readNumber(draft, locale());
  return typeof value === 'string' ? { error: `“${draft}” is not a number.` } : { value };
}

function shown(value: Value): string {
  return typeof value === 'string' ? value : numberToEdit(value, locale());
}
