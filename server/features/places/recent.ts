/** What was used last, up to so much of it: the one whose turn is longest ago goes first. */
export class Recent<Value> {
  readonly #kept = new Map<string | number, { readonly value: Value; readonly weight: number }>();
  readonly #most: number;
  #weight = 0;

  /** @param most weight kept altogether; a thing of more than that is not kept */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: string | number): Value | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  set(key: string | number, value: Value, weight = 1): void {
    this.delete(key);
    if (weight > this.#most) return;
    this.#kept.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= this.#most) return;
      this.delete(oldest);
    }
  }

  delete(key: string | number): void {
    const found = this.#kept.get(key);
    if (found === undefined) return;
    this.#kept.delete(key);
    this.#weight -= found.weight;
  }

  clear(): void {
    this.#kept.clear();
    this.#weight = 0;
  }
}
