import type { CSSProperties } from 'react';
import type { Element, Page, Placement } from '../../api/types.ts';
import { ElementView } from '../../elements/element-view.tsx';
import { REGISTRY } from '../../elements/registry.ts';
import styles from './page-grid.module.css';

/** The elements of a page where the workbook places them; one below the other on a narrow screen. */
export function PageGrid({ page }: { page: Page }) {
  const placed = page.elements.filter((element) => !REGISTRY[element.type].overlay).sort(byReadingOrder);
  return (
    <div className={styles.grid} style={{ '--columns': page.grid } as CSSProperties}>
      {placed.map((element) => (
        <section
          key={element.id}
          className={styles.cell}
          style={areaOf(placeOf(element))}
          data-element-id={element.id}
          data-element-type={element.type}
          aria-label={element.title}
        >
          <ElementView element={element} />
        </section>
      ))}
    </div>
  );
}

function areaOf(at: Placement | null): CSSProperties {
  return {
    '--area': at === null ? 'auto / 1 / auto / -1' : `${at.rowStart} / ${at.columnStart} / ${at.rowEnd} / ${at.columnEnd}`,
  } as CSSProperties;
}

function placeOf(element: Element): Placement | null {
  return element.type === 'modal' ? null : element.at;
}

function byReadingOrder(one: Element, other: Element): number {
  const [a, b] = [placeOf(one) ?? LAST, placeOf(other) ?? LAST];
  return a.rowStart - b.rowStart || a.columnStart - b.columnStart;
}

const LAST = { rowStart: Number.MAX_SAFE_INTEGER, columnStart: 0 };
