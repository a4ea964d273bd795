import { Button } from '../../components/button.tsx';
import type { GridColumn } from '../../components/data-grid/grid-types.ts';
import styles from './component.module.css';
import type { Sort } from './table-columns.ts';

type Props = {
  title: string;
  total: number | null;
  columns: readonly GridColumn[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  selected: number;
  onClear: () => void;
};

/** Head of a table: how many rows, how many selected, in which order. */
export function TableBar({ title, total, columns, sort, onSort, selected, onClear }: Props) {
  return (
    <div className={styles.bar}>
      <h2>{title}</h2>
      {total !== null && (
        <span className={styles.count}>
          {total.toLocaleString()} {total === 1 ? 'row' : 'rows'}
        </span>
      )}
      {selected > 0 && (
        <span className={styles.selected}>
          <span role="status">{selected.toLocaleString()} selected</span>
          <Button look="quiet" aria-label={`Clear selection of ${title}`} onClick={onClear}>
            Clear
          </Button>
        </span>
      )}
      <div className={styles.sort}>
        <label>
          Sort{' '}
          <select
            aria-label={`Sort ${title} by`}
            value={sort?.column ?? ''}
            onChange={({ target }) =>
              onSort(target.value === '' ? null : { column: target.value, descending: sort?.descending ?? false })
            }
          >
            <option value="">as entered</option>
            {columns.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {sort !== null && (
          <Button
            look="quiet"
            className={styles.direction}
            aria-label={sort.descending ? 'Descending; sort ascending' : 'Ascending; sort descending'}
            onClick={() => onSort({ ...sort, descending: !sort.descending })}
          >
            {sort.descending ? '↓' : '↑'}
          </Button>
        )}
      </div>
    </div>
  );
}
