import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Execution, HistoryEntry } from '../../api/types.ts';
import { takeNews } from '../../features/executions/use-execution.ts';
import { execution, renderOnDesk } from '../../testing/desk.tsx';
import { problem, server } from '../../testing/server.ts';
import { ButtonElement } from './component.tsx';

const BUTTON = { id: 'go', type: 'button' as const, title: 'Open recovery', at: null };
const SELECTED = [{ type: 'select' as const, element: 'strikes', rows: [{ id: 'r7', version: 3 }] }];
const progress = { current: 1, total: 5, percentage: 20 };

type Click = { key: string | null; body: unknown };

describe('a button', () => {
  let clicks: Click[];
  let status: Execution;
  let running: Partial<HistoryEntry>[];

  beforeEach(() => {
    clicks = [];
    running = [];
    status = execution('e1', { progress });
    server.use(
      http.get('*/api/actions/history', () => HttpResponse.json({ history: running })),
      http.get('*/api/actions/executions/e1/status', () => HttpResponse.json(status)),
      http.post('*/api/actions/trigger', async ({ request }) => {
        clicks.push({ key: request.headers.get('Idempotency-Key'), body: await request.json() });
        return started();
      }),
    );
  });

  test('sends what is set and selected, shows each step, and says when it is done', async () => {
    const { cache } = renderOnDesk(<ButtonElement element={BUTTON} />, SELECTED);
    fireEvent.click(button());
    const bar = await screen.findByRole('progressbar', { name: 'Progress' });
    expect(clicks[0]?.body).toEqual({
      workbook: 'desk',
      element: 'go',
      trigger: 'click',
      context: {
        controls: { threshold: 100000, note: null, urgent: false },
        selection: { element: 'strikes', rows: [{ id: 'r7', version: 3 }] },
        tab: 'tab-1',
      },
    });
    const news = { executionId: 'e1', sequenceId: 'desk.open-recovery' };
    const insert = { id: 'insert', name: 'Insert cases' };
    act(() => takeNews(cache, { ...news, status: 'running', progress: { ...progress, current: 2 }, currentAction: insert }));
    await waitFor(() => expect(bar.getAttribute('aria-valuetext')).toBe('Step 3 of 5: Insert cases'));
    expect(button().getAttribute('aria-disabled')).toBe('true');
    act(() => takeNews(cache, { ...news, status: 'completed' }));
    await screen.findByText('Completed');
    expect(button().hasAttribute('aria-disabled')).toBe(false);
  });

  test('does not start twice while it runs', async () => {
    renderOnDesk(<ButtonElement element={BUTTON} />);
    fireEvent.click(button());
    await screen.findByRole('progressbar');
    fireEvent.click(button());
    expect(clicks).toHaveLength(1);
  });

  test('says which step failed and why, and a retry is a new click', async () => {
    status = execution('e1', {
      status: 'failed',
      error: { code: 'ROW_CONFLICT', message: 'Changed meanwhile by ben.', step: 'insert' },
      steps: [{ id: 'insert', name: 'Insert cases', state: 'failed', startedAt: '', endedAt: null }],
    });
    renderOnDesk(<ButtonElement element={BUTTON} />);
    fireEvent.click(button());
    expect((await screen.findByRole('alert')).textContent).toContain('Insert cases: Changed meanwhile by ben.');
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(clicks).toHaveLength(2));
    expect(clicks[0]?.key).not.toBe(clicks[1]?.key);
  });

  test('a retry after a lost answer carries the same key, so that nothing starts twice', async () => {
    server.use(
      http.post(
        '*/api/actions/trigger',
        ({ request }) => {
          clicks.push({ key: request.headers.get('Idempotency-Key'), body: null });
          return HttpResponse.error();
        },
        { once: true },
      ),
    );
    renderOnDesk(<ButtonElement element={BUTTON} />);
    fireEvent.click(button());
    expect((await screen.findByRole('alert')).textContent).toContain('Millrace cannot be reached');
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await screen.findByRole('progressbar');
    expect(clicks).toHaveLength(2);
    expect(clicks[0]?.key).toBe(clicks[1]?.key);
  });

  test('shows the server\'s reason when it is refused', async () => {
    server.use(http.post('*/api/actions/trigger', () => problem(409, 'SEQUENCE_DISABLED', 'It is switched off.')));
    renderOnDesk(<ButtonElement element={BUTTON} />);
    fireEvent.click(button());
    expect((await screen.findByRole('alert')).textContent).toContain('It is switched off.');
  });

  test('follows the execution that runs already instead of complaining', async () => {
    server.use(
      http.post('*/api/actions/trigger', () =>
        HttpResponse.json({ success: false, started: [], skipped: [], refused: [refused('SEQUENCE_RUNNING', 'e1')] }),
      ),
    );
    renderOnDesk(<ButtonElement element={BUTTON} />);
    fireEvent.click(button());
    await screen.findByRole('progressbar');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('says why a sequence was refused that nothing runs of', async () => {
    const answer = { success: false, started: [], skipped: [], refused: [refused('ENGINE_UNAVAILABLE', null)] };
    server.use(http.post('*/api/actions/trigger', () => HttpResponse.json(answer)));
    renderOnDesk(<ButtonElement element={BUTTON} />);
    fireEvent.click(button());
    expect((await screen.findByRole('alert')).textContent).toContain('ENGINE_UNAVAILABLE in words');
  });

  test('goes on showing an execution after a reload', async () => {
    running = [{ executionId: 'e1', sequenceId: 'desk.open-recovery', status: 'running' }];
    renderOnDesk(<ButtonElement element={BUTTON} />);
    await screen.findByRole('progressbar');
  });

  test('says that a condition did not hold', async () => {
    const skipped = [{ sequenceId: 'desk.open-recovery', reason: 'CONDITION' }];
    server.use(http.post('*/api/actions/trigger', () => HttpResponse.json({ success: true, started: [], skipped, refused: [] })));
    renderOnDesk(<ButtonElement element={BUTTON} />);
    fireEvent.click(button());
    await screen.findByText('“Open a recovery” did not start: its condition does not hold.');
  });

  test('stops a running execution', async () => {
    let asked: unknown;
    server.use(
      http.post('*/api/actions/executions/e1/control', async ({ request }) => {
        asked = await request.json();
        status = execution('e1', { status: 'stopped' });
        return HttpResponse.json({ executionId: 'e1', action: 'stop', success: true, timestamp: '' }, { status: 202 });
      }),
    );
    renderOnDesk(<ButtonElement element={BUTTON} />);
    fireEvent.click(button());
    fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await screen.findByText('Stopped');
    expect(asked).toEqual({ action: 'stop' });
  });
});

function button() {
  return screen.getByRole('button', { name: 'Open recovery' });
}

function refused(code: string, executionId: string | null) {
  return { sequenceId: 'desk.open-recovery', code, detail: `${code} in words`, executionId };
}

function started() {
  const result = { executionId: 'e1' };
  const run = { success: true, sequenceId: 'desk.open-recovery', result, status: 'running', timestamp: '' };
  return HttpResponse.json({ success: true, started: [run], skipped: [], refused: [] }, { status: 202 });
}
