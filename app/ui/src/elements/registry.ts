import type { Element } from '../api/types.ts';
import { button } from './button/config.ts';
import { control } from './control/config.ts';
import type { ElementConfig } from './element-config.ts';
import { inputTable } from './input-table/config.ts';
import { modal } from './modal/config.ts';
import { text } from './text/config.ts';

/** Every type of element. To add one: a folder with component, config and test, and a line here. */
export const REGISTRY: { readonly [T in Element['type']]: ElementConfig<T> } = {
  button,
  control,
  'input-table': inputTable,
  modal,
  text,
};
