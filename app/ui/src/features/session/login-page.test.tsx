import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { createQueryClient } from '../../app/query-client.ts';
import { problem, server } from '../../testing/server.ts';
import { LoginPage } from './login-page.tsx';

function logIn() {
  const cache = createQueryClient();
  render(
    <QueryClientProvider client={cache}>
      <LoginPage />
    </QueryClientProvider>,
  );
  fireEvent.change(screen.getByLabelText('User'), { target: { value: ' ana ' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: ' secret ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Log in' }));
  return cache;
}

describe('logging in', () => {
  test('keeps the spaces of a password and says to the server that a page asks', async () => {
    let sent: unknown;
    server.use(
      http.post('*/api/session', async ({ request }) => {
        sent = [request.headers.get('X-Millrace-Request'), await request.json()];
        return HttpResponse.json({ user: 'ana', role: 'designer' });
      }),
    );
    const cache = logIn();
    await waitFor(() => expect(cache.getQueryData(['session'])).toEqual({ user: 'ana', role: 'designer' }));
    expect(sent).toEqual(['1', { user: 'ana', password: ' secret ' }]);
  });

  test.each([
    [401, 'BAD_CREDENTIALS', 'User or password is wrong.'],
    [429, 'TOO_MANY_TRIES', 'Too many tries. Wait a minute, then try again.'],
    [503, 'PLATFORM_UNAVAILABLE', 'The platform database is away.'],
  ])('%i is said in words', async (status, code, words) => {
    server.use(http.post('*/api/session', () => problem(status, code, 'The platform database is away.')));
    logIn();
    expect((await screen.findByRole('alert')).textContent).toBe(words);
  });

  test('an answer that is no problem document is still said', async () => {
    server.use(http.post('*/api/session', () => new HttpResponse('<html>Bad gateway</html>', { status: 502 })));
    logIn();
    expect((await screen.findByRole('alert')).textContent).toBe('The server answered 502.');
  });
});
