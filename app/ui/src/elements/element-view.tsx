import type { ComponentType } from 'react';
import type { Element } from '../api/types.ts';
import { Notice } from '../components/notice.tsx';
import type { ElementProps } from './element-config.ts';
import { ErrorFence } from './error-fence.tsx';
import { REGISTRY } from './registry.ts';

/** Any element. One that breaks says so in its place and leaves the rest of the page alone. */
export function ElementView({ element }: { element: Element }) {
  const config = Object.hasOwn(REGISTRY, element.type) ? REGISTRY[element.type] : undefined;
  if (config === undefined) {
    return <Notice tone="warning" title={`This page cannot show elements of type “${element.type}”. Reload it.`} />;
  }
  const Component = config.component as ComponentType<ElementProps<Element['type']>>;
  const inner = element.type === 'modal' ? element.elements : [];
  return (
    <ErrorFence label={`${config.label} “${element.title}”`}>
      <Component element={element}>
        {inner.map((child) => (
          <ElementView key={child.id} element={child} />
        ))}
      </Component>
    </ErrorFence>
  );
}
