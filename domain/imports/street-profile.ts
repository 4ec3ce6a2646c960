import type { StreetClass, StreetRecord } from "../city/city-data.ts";
import { classOfHighway, classOfStreet, mainHighway } from "./osm/highways.ts";
import { leastOf, readCount, readList } from "./osm/measures.ts";
import { streetWidths } from "./street-widths.ts";

/** A stretch of street as OpenStreetMap's tags describe it. */
export interface TaggedStretch {
  readonly name: unknown;
  readonly highway: unknown;
  readonly lanes: unknown;
  readonly lengthMetres: number;
}

/** Names of a value or list; a bare number is a house number or a road's, not a name. */
export function streetNamesOf(value: unknown): readonly string[] {
  return readList(value).filter((name) => !/^\d+$/.test(name));
}

/** What is known of each street by name, from the stretches that bear it; asked when all have been added. */
export class StreetProfiles {
  private readonly lengths = new Map<string, number>();
  private readonly classes = new Map<string, Map<StreetClass, number>>();
  private readonly lanes = new Map<string, Map<number, number>>();
  /** Wait until all lengths are known. */
  private readonly ofSeveralNames: TaggedStretch[] = [];

  add(stretch: TaggedStretch): void {
    const names = streetNamesOf(stretch.name);
    if (names.length > 1) this.ofSeveralNames.push(stretch);
    if (names.length !== 1) return;
    add(this.lengths, names[0]!, stretch.lengthMetres);
    this.describeBy(names[0]!, stretch);
  }

  /**
   * The street a stretch of several names belongs to: the longest of those that bear one of the names alone (of
   * "Ponte Bologna" and "Corso Undici Febbraio" the corso), so that a street goes on over its bridge. Null: nameless.
   */
  chooseName(names: readonly string[]): string | null {
    if (names.length <= 1) return names[0] ?? null;
    const length = (name: string) => this.lengths.get(name) ?? 0;
    return [...names].sort((a, b) => length(b) - length(a) || (a < b ? -1 : 1))[0]!;
  }

  /** The class and the lanes that most metres of the street have; residential where no stretch tells. */
  describe(
    name: string,
  ): Pick<StreetRecord, "class" | "widthMetres" | "carriagewayWidthMetres" | "widthSource"> {
    for (const stretch of this.ofSeveralNames.splice(0)) {
      this.describeBy(this.chooseName(streetNamesOf(stretch.name))!, stretch);
    }
    const streetClass = commonest(this.classes.get(name)) ?? "residential";
    return { class: streetClass, ...streetWidths(streetClass, commonest(this.lanes.get(name))) };
  }

  private describeBy(name: string, stretch: TaggedStretch): void {
    const highway = mainHighway(stretch.highway);
    if (highway === null) return;
    add(within(this.classes, name), classOfStreet(classOfHighway(highway)), stretch.lengthMetres);
    const lanes = leastOf(stretch.lanes, readCount);
    if (lanes !== null && lanes > 0) add(within(this.lanes, name), lanes, stretch.lengthMetres);
  }
}

function add<K>(totals: Map<K, number>, key: K, metres: number): void {
  totals.set(key, (totals.get(key) ?? 0) + metres);
}

function within<K>(byName: Map<string, Map<K, number>>, name: string): Map<K, number> {
  const there = byName.get(name) ?? new Map<K, number>();
  byName.set(name, there);
  return there;
}

function commonest<K>(metres: Map<K, number> | undefined): K | null {
  let most: [K, number] | null = null;
  for (const entry of metres ?? []) if (most === null || entry[1] > most[1]) most = entry;
  return most?.[0] ?? null;
}
