import { useSyncExternalStore } from 'react';

/** What the address bar asks for: `#/<workbook>/<page>`; both may be missing. */
export type Route = { workbook: string | undefined; page: string | undefined };

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (changed) => {
      addEventListener('hashchange', changed);
      return () => removeEventListener('hashchange', changed);
    },
    () => location.hash,
  );
  return parseRoute(hash);
}

export function parseRoute(hash: string): Route {
  const [workbook, page] = hash.replace(/^#\/?/, '').split('/').map(decode);
  return { workbook: workbook || undefined, page: page || undefined };
}

/** Address of a workbook or of one of its pages. */
export function addressOf(workbook: string, page?: string): string {
  return ['#', workbook, page].filter((part) => part !== undefined).map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join('/');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
