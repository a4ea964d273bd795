import type { ElementConfig } from '../element-config.ts';
import { ModalElement } from './component.tsx';

export const modal: ElementConfig<'modal'> = { type: 'modal', label: 'Modal', overlay: true, component: ModalElement };
