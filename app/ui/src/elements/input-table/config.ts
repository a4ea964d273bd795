import type { ElementConfig } from '../element-config.ts';
import { InputTableElement } from './component.tsx';

export const inputTable: ElementConfig<'input-table'> = {
  type: 'input-table',
  label: 'Input table',
  overlay: false,
  component: InputTableElement,
};
