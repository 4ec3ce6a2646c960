/** What a real document shows of its schema: which children stand before which, and which are never missing. */
import { DOMParser } from "@xmldom/xmldom";

interface Seen {
  /** "a b" where a has stood before b. */
  readonly before: Set<string>;
  /** Children that every element of this name has had. */
  always: Set<string> | null;
}

export type SeenOrder = ReadonlyMap<string, Seen>;

/** Refuses what is not well-formed. */
export function parseXml(text: string): Element {
  const refuse = (message: string) => {
    throw new Error(message);
  };
  const errorHandler = { warning: refuse, error: refuse, fatalError: refuse };
  return new DOMParser({ errorHandler }).parseFromString(text, "text/xml").documentElement;
}

export function childrenOf(element: Element): Element[] {
  const nodes = Array.from(element.childNodes);
  return nodes.filter((node): node is Element => node.nodeType === 1);
}

/** The name with its namespace, whatever prefix it is written with. An element is known by the local one alone. */
const nameOf = ({ namespaceURI, localName }: Element) => `{${namespaceURI}}${localName}`;

function* walk(element: Element): Generator<Element> {
  yield element;
  for (const child of childrenOf(element)) yield* walk(child);
}

/** All elements of a local name below. */
export const allOf = (root: Element, name: string) => [...walk(root)].filter((one) => one.localName === name);

const pairsOf = (names: readonly string[]) =>
  names.flatMap((first, at) => names.slice(at + 1).map((second) => [first, second] as const));

export function learnOrder(root: Element): SeenOrder {
  const seen = new Map<string, Seen>();
  for (const element of walk(root)) {
    const names = childrenOf(element).map(nameOf);
    const known = seen.get(element.localName!) ?? { before: new Set<string>(), always: null };
    for (const [first, second] of pairsOf(names)) known.before.add(`${first} ${second}`);
    known.always =
      known.always === null
        ? new Set(names)
        : new Set([...known.always].filter((name) => names.includes(name)));
    seen.set(element.localName!, known);
  }
  return seen;
}

/**
 * Children that stand the other way round than ever seen, and those that were never missing and are.
 * @param optional local names of what the schema lets be missing
 */
export function offencesAgainst(order: SeenOrder, root: Element, optional: readonly string[] = []): string[] {
  const offences: string[] = [];
  for (const element of walk(root)) {
    const known = order.get(element.localName!);
    if (known === undefined) continue;
    const names = childrenOf(element).map(nameOf);
    for (const [first, second] of pairsOf(names)) {
      if (known.before.has(`${second} ${first}`) && !known.before.has(`${first} ${second}`)) {
        offences.push(`${nameOf(element)}: ${second} stands before ${first}`);
      }
    }
    for (const name of known.always ?? []) {
      const missing = !names.includes(name) && !optional.some((local) => name.endsWith(`}${local}`));
      if (missing) offences.push(`${nameOf(element)}: no ${name}`);
    }
  }
  return offences;
}
