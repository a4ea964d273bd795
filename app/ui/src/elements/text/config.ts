import type { ElementConfig } from '../element-config.ts';
import { TextElement } from './component.tsx';

export const text: ElementConfig<'text'> = { type: 'text', label: 'Text', overlay: false, component: TextElement };
