/**
 * Seeded randomness. Every part of the city draws from a stream of its own, named after what it decides, so
 * that a change in one part leaves the others as they were.
 */
/** Changing it gives another city. */
const SEED = "decumano-sample-1";

export interface Random {
  /** In [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  /** Whole numbers, both ends included. */
  whole(low: number, high: number): number;
  pick<T>(options: readonly T[]): T;
  chance(probability: number): boolean;
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** splitmix32: one 32-bit counter. A class, because tens of thousands of streams of closures cost half a second. */
class Splitmix implements Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state ^ (this.#state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  }
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  pick<T>(options: readonly T[]): T {
    return options[Math.floor(this.next() * options.length)]!;
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

export function randomFor(name: string): Random {
  return new Splitmix(hashText(`${SEED}:${name}`));
}

/** A uuid (version 8, RFC 9562 §5.8: content of our own) that is always the same for the same name. */
export function uuidFor(name: string): string {
  const hex = [0, 1, 2, 3].map((part) => hashText(`${part}:${name}`).toString(16).padStart(8, "0")).join("");
  const variant = "89ab"[Number.parseInt(hex[16]!, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
