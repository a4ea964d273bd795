import type { Theme } from '@glideapps/glide-data-grid';
import { useEffect, useState } from 'react';
import type { GridCell } from './grid-types.ts';

/** Colours of the whole grid, and of the cells that differ from the rest. */
export type GridTheme = {
  grid: Partial<Theme>;
  computed: Partial<Theme>;
  saving: Partial<Theme>;
  failed: Partial<Theme>;
  broken: Partial<Theme>;
};

/** The grid draws on a canvas, so it is told the page's colours, and told again when they change. */
export function useGridTheme(): GridTheme {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const update = () => setTheme(readTheme());
    dark.addEventListener('change', update);
    return () => dark.removeEventListener('change', update);
  }, []);
  return theme;
}

/** What is special about a cell; undefined for an ordinary one. */
export function cellTheme(theme: GridTheme, editable: boolean, mark: GridCell['mark']): Partial<Theme> | undefined {
  if (mark !== null) return theme[mark];
  return editable ? undefined : theme.computed;
}

function readTheme(): GridTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    grid: gridTheme(token),
    computed: { bgCell: token('surface-sunken') },
    saving: { textDark: token('text-soft') },
    failed: { bgCell: token('bad-soft'), textDark: token('bad') },
    broken: { bgCell: token('bad-soft') },
  };
}

function gridTheme(token: (name: string) => string): Partial<Theme> {
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
