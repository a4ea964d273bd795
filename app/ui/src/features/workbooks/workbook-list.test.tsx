import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import { createQueryClient } from '../../app/query-client.ts';
import { problem, server } from '../../testing/server.ts';
import { WorkbookList } from './workbook-list.tsx';

const summary = (id: string) => ({ id, title: `Title of ${id}`, version: 2, publishedAt: '', publishedBy: 'ana' });

function show(...ids: string[]) {
  server.use(http.get('*/api/workbooks', () => HttpResponse.json({ workbooks: ids.map(summary) })));
  open();
}

function open() {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <WorkbookList user="ana" />
    </QueryClientProvider>,
  );
}

describe('the list of workbooks', () => {
  beforeEach(() => history.replaceState(null, '', '/'));

  test('links to each of them', async () => {
    show('a', 'b');
    expect((await screen.findByRole('link', { name: /Title of b/ })).getAttribute('href')).toBe('#/b');
    expect(location.hash).toBe('');
  });

  test('a first visit goes straight into the only one', async () => {
    show('a');
    await waitFor(() => expect(location.hash).toBe('#/a'));
  });

  test('says that there is none', async () => {
    show();
    await screen.findByText(/There is no workbook yet/);
  });

  test('offers to try again', async () => {
    server.use(http.get('*/api/workbooks', () => problem(403, 'ACCESS_DENIED', 'No right.')));
    open();
    await screen.findByText('No right.');
    const workbooks = ['a', 'b'].map(summary);
    server.use(http.get('*/api/workbooks', () => HttpResponse.json({ workbooks })));
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('link', { name: /Title of a/ });
  });
});
