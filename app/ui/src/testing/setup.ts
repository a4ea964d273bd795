import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { server } from './server.ts';

// jsdom has none; the pages only ask whether it is dark.
globalThis.matchMedia ??= ((query: string) => Object.assign(new EventTarget(), { matches: false, media: query })) as never;

// How long something may take to appear; a busy machine is slow, a wrong page never shows it.
configure({ asyncUtilTimeout: 10_000 });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  sessionStorage.clear();
});
afterAll(() => server.close());
