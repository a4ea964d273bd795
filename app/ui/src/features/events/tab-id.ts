const KEY = 'millrace.tab';

/** Names this tab to the server; a reload keeps the name, so that effects still find their tab. */
export function tabId(): string {
  const known = sessionStorage.getItem(KEY);
  if (known !== null) return known;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(KEY, fresh);
  return fresh;
}
