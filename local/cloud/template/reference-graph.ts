/** Who waits for whom while resources are created, so that a circle is an error instead of a wait without end. */
export class ReferenceGraph {
  readonly #references = new Map<string, Set<string>>();

  /**
   * Notes that `from` needs `to`.
   *
   * @throws Error that shows the circle which this would close.
   */
  add(from: string, to: string): void {
    const back = this.#findPath(to, from, new Set());
    if (back) throw new Error(`circular reference ${[from, ...back].join(' → ')}`);
    const known = this.#references.get(from) ?? new Set();
    this.#references.set(from, known.add(to));
  }

  #findPath(from: string, to: string, seen: Set<string>): string[] | undefined {
    if (from === to) return [to];
    seen.add(from);
    for (const next of this.#references.get(from) ?? []) {
      const rest = seen.has(next) ? undefined : this.#findPath(next, to, seen);
      if (rest) return [from, ...rest];
    }
    return undefined;
  }
}
