const KEPT = 5000;

/** Remembers which events were handled, so that a replay after a reconnect repeats none. */
export class SeenIds {
  readonly #ids = new Set<string>();

  /** True the first time an id comes; an empty id is always new. */
  isNew(id: string): boolean {
    if (id === '') return true;
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > KEPT) {
      const oldest = this.#ids.values().next();
      if (!oldest.done) this.#ids.delete(oldest.value);
    }
    return true;
  }
}
