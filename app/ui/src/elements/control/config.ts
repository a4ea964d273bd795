import type { ElementConfig } from '../element-config.ts';
import { ControlElement } from './component.tsx';

export const control: ElementConfig<'control'> = {
  type: 'control',
  label: 'Control',
  overlay: false,
  component: ControlElement,
};
