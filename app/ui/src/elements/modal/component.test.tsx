import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { DESK, renderOnDesk } from '../../testing/desk.tsx';
import { ElementView } from '../element-view.tsx';

const DETAILS = DESK.pages[0]?.elements.at(-1);

describe('a modal', () => {
  test('opens by an effect with its elements inside, and Close closes it', async () => {
    if (DETAILS === undefined) throw new Error('The desk has no modal.');
    const { page } = renderOnDesk(<ElementView element={DETAILS} />);
    expect(screen.queryByRole('dialog')).toBeNull();
    act(() => page.dispatch({ type: 'open-modal', modal: 'details' }));
    const dialog = await screen.findByRole('dialog', { name: 'Details' });
    expect(dialog.textContent).toContain('Two.');
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(page.now.openModals).toEqual([]);
  });
});
