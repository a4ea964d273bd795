import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TextElement } from './component.tsx';

test('an empty line begins a paragraph and markup stays text', () => {
  const text = 'One\nline.\n\n<b>Two</b>';
  render(<TextElement element={{ id: 't', type: 'text', title: 'T', at: null, text }} />);
  expect(screen.getByText('<b>Two</b>').tagName).toBe('P');
  expect(document.querySelectorAll('p')).toHaveLength(2);
});
