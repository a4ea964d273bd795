import type { ProvideEditorComponent, TextCell } from '@glideapps/glide-data-grid';
import styles from './data-grid.module.css';

/** Cell editor that offers the only values a column takes. */
export function choiceEditor(label: string, choices: readonly string[]): ProvideEditorComponent<TextCell> {
  return function ChoiceEditor({ value, onChange }) {
    const offered = value.data === '' || choices.includes(value.data) ? choices : [value.data, ...choices];
    return (
      <select
        autoFocus
        className={styles.choice}
        aria-label={label}
        value={value.data}
        onChange={(event) => onChange({ ...value, data: event.target.value })}
      >
        <option value="">(empty)</option>
        {offered.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  };
}
