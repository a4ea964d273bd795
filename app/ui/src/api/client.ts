import createClient from 'openapi-fetch';
import { parseExact, stringifyExact } from './exact-json.ts';
import { Problem } from './problem.ts';
import type { paths } from './schema.gen.ts';

/** The only place in the UI that talks HTTP. Calls reject with a {@link Problem}. */
export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  // Tells the server that the request comes from this page and not from a form elsewhere.
  headers: { 'X-Millrace-Request': '1' },
  bodySerializer: stringifyExact,
  fetch: exactFetch,
});

/** What a call answered. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

async function exactFetch(request: Request): Promise<Response> {
  const response = await reach(request);
  const text = response.status === 204 ? '' : await response.text();
  if (!response.ok) throw Problem.of(response.status, text);
  return {
    ok: true,
    status: response.status,
    headers: new Headers({ 'Content-Length': String(text.length) }),
    json: async () => parseExact(text),
  } as Response;
}

async function reach(request: Request): Promise<Response> {
  try {
    return await globalThis.fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw Problem.unreachable();
  }
}
