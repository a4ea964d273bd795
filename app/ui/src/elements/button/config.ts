import type { ElementConfig } from '../element-config.ts';
import { ButtonElement } from './component.tsx';

export const button: ElementConfig<'button'> = {
  type: 'button',
  label: 'Button',
  overlay: false,
  component: ButtonElement,
};
