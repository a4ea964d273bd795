import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Element } from '../api/types.ts';
import { renderOnDesk } from '../testing/desk.tsx';
import { ElementView } from './element-view.tsx';

test('an element of a type from a newer server is named, not fatal', () => {
  renderOnDesk(<ElementView element={{ id: 'x', type: 'hologram', title: 'X' } as unknown as Element} />);
  expect(screen.getByRole('status').textContent).toContain('hologram');
});
