import { HttpResponse, type DefaultBodyType } from 'msw';
import { setupServer } from 'msw/node';

/** The server as the tests play it; each test says what it answers. */
export const server = setupServer();

/** An answer of type application/problem+json. */
export function problem(status: number, code: string, detail: string, facts: Record<string, DefaultBodyType> = {}) {
  return HttpResponse.json(
    { type: 'about:blank', title: code, status, code, detail, requestId: 'r-1', ...facts },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}
