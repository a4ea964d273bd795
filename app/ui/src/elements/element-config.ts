import type { ComponentType, ReactNode } from 'react';
import type { Element } from '../api/types.ts';

export type ElementOf<T extends Element['type']> = Extract<Element, { type: T }>;

export type ElementProps<T extends Element['type']> = {
  element: ElementOf<T>;
  /** What lies inside it. */
  children?: ReactNode;
};

/** What the pages know of one type of element. */
export type ElementConfig<T extends Element['type']> = {
  type: T;
  /** What people call the type. */
  label: string;
  /** Lies over the page instead of on its grid. */
  overlay: boolean;
  component: ComponentType<ElementProps<T>>;
};
