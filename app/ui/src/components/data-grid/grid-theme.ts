import type { Theme } from '@glideapps/glide-data-grid';
import { useEffect, useState } from 'react';

/** The grid draws on a canvas, so it is told the page's colours, and told again when they change. */
export function useGridTheme(): Partial<Theme> {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const update = () => setTheme(readTheme());
    dark.addEventListener('change', update);
    return () => dark.removeEventListener('change', update);
  }, []);
  return theme;
}

function readTheme(): Partial<Theme> {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    accentColor: token('accent'),
    accentFg: token('on-accent'),
    accentLight: token('accent-soft'),
    textDark: token('text'),
    textMedium: token('text-soft'),
    textLight: token('text-soft'),
    textHeader: token('text-soft'),
    textHeaderSelected: token('on-accent'),
    bgCell: token('surface'),
    bgCellMedium: token('surface-sunken'),
    bgHeader: token('surface-sunken'),
    bgHeaderHasFocus: token('line'),
    bgHeaderHovered: token('line'),
    borderColor: token('line'),
    horizontalBorderColor: token('line'),
    fontFamily: token('font'),
    baseFontStyle: '13px',
    headerFontStyle: '600 13px',
    editorFontSize: '13px',
    cellHorizontalPadding: 10,
  };
}

/** Background of a cell whose value is on its way or was refused. */
export function markTheme(mark: 'saving' | 'failed' | null): Partial<Theme> | undefined {
  if (mark === null) return undefined;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return mark === 'saving' ? { textDark: token('text-soft') } : { bgCell: token('bad-soft'), textDark: token('bad') };
}
