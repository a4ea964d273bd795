import type { ElementProps } from '../element-config.ts';
import styles from './component.module.css';

/** Fixed text; an empty line begins a paragraph. */
export function TextElement({ element }: ElementProps<'text'>) {
  return (
    <div className={styles.text}>
      {element.text
        .trim()
        .split(/\n\s*\n/)
        .map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
    </div>
  );
}
