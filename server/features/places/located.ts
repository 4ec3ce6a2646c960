import type { LocatedStretch, PLACE_QUESTIONS } from "../../../domain/places/contract.ts";
import type { Stretch } from "../../../domain/places/stretch.ts";

/** What has to be settled before a text has one meaning. */
export interface Question {
  readonly about: (typeof PLACE_QUESTIONS)[number];
  readonly words: string;
  readonly suggestions: string[];
}

/** One reading is the answer; several are to choose from; none, and the question says why. */
export interface Located {
  readonly readings: LocatedStretch[];
  readonly question: Question | null;
}

export interface FoundStretch {
  readonly stretch: Stretch;
  readonly from: string | null;
  readonly to: string | null;
  /** An end is where the other street comes near, not where it meets. */
  readonly isNear: boolean;
}

/** More would be a list, not a choice. */
export const MOST_READINGS = 12;
export const MOST_SUGGESTIONS = 12;
