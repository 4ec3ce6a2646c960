/**
 * A reader of places that asks the same thing once. Placing an archive asks for the same streets again and again: of
 * 120,000 rows there are 2,500 streets, and their graph, crossings and names do not change while they are read.
 */
import type { Db } from "../../platform/db.ts";
import { buildNameIndex, type NameIndex } from "./name-index.ts";
import type { DrivenStreet, PlaceDb, PlaceMemory, RankedPlace, StreetOnGraph } from "./place-memory.ts";
import { Recent } from "./recent.ts";
import { type Answer, askOnce } from "./remembering-store.ts";
import { findIndexStamp, listIndexedPlaces, listIndexedWords } from "./search-store.ts";

export interface RememberingReader {
  /** Reads through `db` and remembers; `db` must only be asked for places. */
  through(db: Db): Promise<PlaceDb>;
}

/** Rows of other questions kept: house numbers, outlines, what lies near. */
const MOST_ROWS = 50_000;
/** Stretches of streets kept: a city of Turin's size has 45,000. */
const MOST_STRETCHES = 100_000;
const MOST_NAMES = 5_000;
/** A few names are sooner asked for than all of them read. */
const NAMES_ASKED_ONE_BY_ONE = 20;

export function openRememberingReader(): RememberingReader {
  const known = new Recent<Answer>(MOST_ROWS);
  const ranked = new Recent<RankedPlace[]>(MOST_NAMES);
  const streets = new Recent<StreetOnGraph>(MOST_STRETCHES);
  const driven = new Recent<DrivenStreet>(MOST_STRETCHES);
  let names: NameIndex | null = null;
  let asked = 0;
  let stamp: string | null = null;
  const memory: PlaceMemory = {
    ranked,
    streets,
    driven,
    async names(db) {
      asked += 1;
      if (names === null && asked > NAMES_ASKED_ONE_BY_ONE)
        names = buildNameIndex(await listIndexedPlaces(db), await listIndexedWords(db));
      return names;
    },
  };
  return {
    async through(db) {
      const now = await findIndexStamp(db);
      // The layers were replaced meanwhile, and the index with them.
      if (now !== stamp) {
        for (const part of [known, ranked, streets, driven]) part.clear();
        [names, asked, stamp] = [null, 0, now];
      }
      return { ...askOnce(db, known), memory };
    },
  };
}
