const PAUSE_MS = 60;

/** Collects names for a moment and hands each over once: fifty changes of a table are one reading. */
export function gather(hand: (names: ReadonlySet<string>) => void) {
  let names = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(name: string): void {
      names.add(name);
      timer ??= setTimeout(() => {
        const gathered = names;
        names = new Set();
        timer = undefined;
        hand(gathered);
      }, PAUSE_MS);
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
