import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { renderOnDesk } from '../../testing/desk.tsx';
import { ControlElement } from './component.tsx';

const NUMBER = { id: 'threshold', type: 'control', title: 'Threshold', at: null, kind: 'number', value: 100000 } as const;
const CHECKBOX = { id: 'urgent', type: 'control', title: 'Urgent', at: null, kind: 'checkbox', value: false } as const;
const TEXT = { id: 'note', type: 'control', title: 'Note', at: null, kind: 'text', value: null } as const;

describe('a control', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('what is typed counts after a pause', () => {
    const { page } = renderOnDesk(<ControlElement element={NUMBER} />);
    fireEvent.change(screen.getByLabelText('Threshold'), { target: { value: '2,500.5' } });
    expect(page.now.controls['threshold']).toBe(100000);
    act(() => void vi.advanceTimersByTime(400));
    expect(page.now.controls['threshold']).toBe(2500.5);
  });

  test('what is no number is said and does not count', () => {
    const { page } = renderOnDesk(<ControlElement element={NUMBER} />);
    const input = screen.getByLabelText('Threshold');
    fireEvent.change(input, { target: { value: 'ten' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(screen.getByRole('alert').textContent).toBe('“ten” is not a number.');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(page.now.controls['threshold']).toBe(100000);
  });

  test('an effect replaces what it shows', () => {
    const { page } = renderOnDesk(<ControlElement element={TEXT} />);
    act(() => page.dispatch({ type: 'set-control', control: 'note', value: 'opened' }));
    expect(screen.getByLabelText<HTMLInputElement>('Note').value).toBe('opened');
  });

  test('an emptied text is no value', () => {
    const { page } = renderOnDesk(<ControlElement element={TEXT} />, [{ type: 'set-control', control: 'note', value: 'x' }]);
    fireEvent.change(screen.getByLabelText('Note'), { target: { value: '' } });
    fireEvent.blur(screen.getByLabelText('Note'));
    expect(page.now.controls['note']).toBeNull();
  });

  test('a checkbox counts at once', () => {
    const { page } = renderOnDesk(<ControlElement element={CHECKBOX} />);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Urgent' }));
    expect(page.now.controls['urgent']).toBe(true);
  });
});
