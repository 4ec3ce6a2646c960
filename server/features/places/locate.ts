/** The ground that a text names, worked out on the named street graph. */

import { distance, pathLength, projectOnPath, slicePath } from "../../../domain/places/path.ts";
import type { AskedStretch, PlaceSentence, StretchEnd } from "../../../domain/places/place-text.ts";
import { readPlaceText } from "../../../domain/places/place-text.ts";
import { plainHouseNumber } from "../../../domain/places/search-text.ts";
import {
  BRIDGE_METRES,
  type GraphSegment,
  nodePlaces,
  splitAt,
  straightBridges,
  streetEnds,
} from "../../../domain/places/street-graph.ts";
import { describeWalk, findStretch, type Stretch } from "../../../domain/places/stretch.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./graph-store.ts";
import { findJunctionsWith, type Junction } from "./junctions.ts";
import {
  type FoundStretch,
  type Located,
  MOST_READINGS,
  MOST_SUGGESTIONS,
  type Question,
} from "./located.ts";
import type { RankedPlace, StreetOnGraph } from "./place-memory.ts";
import { present, presentSquare } from "./present-stretch.ts";
import { rankPlaces } from "./rank-places.ts";
import { findPlacesByExternalId } from "./search-store.ts";
import { getStreetOnGraph } from "./street-on-graph.ts";

/** Streets that fit about as well as the best are tried; of those that work, the ones this near to it are asked about. */
const TRIED_SCORE = 0.4;
const RIVAL_SCORE = 0.12;
const STREETS_TRIED = 6;
/** Half of the stretch that "via X angolo via Y" takes. */
const CORNER_METRES = 10;

export async function locate(db: Db, text: string, streetId: string | null): Promise<Located> {
  const sentences = readPlaceText(text);
  let question: Question | null = null;
  for (const sentence of sentences) {
    const located = await locateSentence(db, sentence, streetId, sentences.length > 1);
    if (located.readings.length > 0) return located;
    // Of several ways to read it the first that names a street says what is amiss.
    if (question === null || question.about === "no-street") question = located.question ?? question;
  }
  return { readings: [], question: question ?? { about: "no-sentence", words: text, suggestions: [] } };
}

async function locateSentence(
  db: Db,
  sentence: PlaceSentence,
  streetId: string | null,
  others: boolean,
): Promise<Located> {
  // Of several ways to read a text, that all of it is a name holds only letter by letter: no typo is looked for.
  const isGuess = others && sentence.stretch.kind === "whole";
  const streets = await findStreets(db, sentence.street, streetId, !isGuess);
  const [top] = streets;
  if (top === undefined || (isGuess && !top.literal)) {
    return { readings: [], question: { about: "no-street", words: sentence.street, suggestions: [] } };
  }
  const tried: { street: RankedPlace; located: Located }[] = [];
  for (const street of streets) {
    const best = tried.find(({ located }) => located.readings.length > 0);
    if (best && best.street.score - street.score > RIVAL_SCORE) break;
    tried.push({ street, located: await locateOn(db, street, sentence) });
  }
  const found = tried.filter(({ located }) => located.readings.length > 0);
  const [first] = found;
  if (first === undefined) return tried[0]!.located;
  const readings = found.flatMap(({ located }) => located.readings).slice(0, MOST_READINGS);
  if (found.length === 1) return { readings, question: first.located.question };
  const suggestions = [...new Set(found.map(({ street }) => street.row.title))];
  return { readings, question: { about: "which-street", words: sentence.street, suggestions } };
}

async function findStreets(
  db: Db,
  name: string,
  streetId: string | null,
  forgivesTypos: boolean,
): Promise<RankedPlace[]> {
  if (streetId !== null) {
    const rows = await findPlacesByExternalId(db, streetId);
    return rows
      .filter(({ kind }) => kind === "street" || kind === "square")
      .map((row) => ({ row, score: 1, literal: true, exact: true }));
  }
  const ranked = await rankPlaces(db, name, ["street", "square"], forgivesTypos);
  const top = ranked[0]?.score ?? 0;
  return ranked.filter(({ score }) => top - score <= TRIED_SCORE).slice(0, STREETS_TRIED);
}

async function locateOn(db: Db, { row }: RankedPlace, sentence: PlaceSentence): Promise<Located> {
  const { stretch: asked } = sentence;
  if (asked.kind === "whole" && row.kind === "square") return presentSquare(db, row);
  const street = await getStreetOnGraph(db, row);
  if (street.segments.length === 0) {
    // A square that only the ground knows.
    return asked.kind === "whole" ? presentSquare(db, row) : nothing("no-crossing", sentence.street, []);
  }
  const found = await findStretches(db, street, asked);
  if ("about" in found) return { readings: [], question: found };
  return present(db, street, sentence, found);
}

function nothing(about: Question["about"], words: string, suggestions: readonly string[]): Located {
  return { readings: [], question: { about, words, suggestions: suggestions.slice(0, MOST_SUGGESTIONS) } };
}

async function findStretches(
  db: Db,
  street: StreetOnGraph,
  asked: AskedStretch,
): Promise<FoundStretch[] | Question> {
  if (asked.kind === "whole") {
    const whole = wholeStreet(street);
    return whole === null ? { about: "too-far", words: street.place.title, suggestions: [] } : [whole];
  }
  if (asked.kind === "crossing") return corners(db, street, asked.with);
  if (asked.kind === "measured") return measured(db, street, asked);
  return between(db, street, asked.from, asked.to);
}

interface WholeStreet {
  /** The street's own stretches, and straight links where it stops and goes on. */
  readonly segments: readonly GraphSegment[];
  readonly ends: readonly [number, number] | null;
  readonly stretch: Stretch | null;
}

/** Worked out once for each street: a remembered one is asked about by hundreds of rows. */
const WHOLES = new WeakMap<StreetOnGraph, WholeStreet>();

function wholeOf(street: StreetOnGraph): WholeStreet {
  const known = WHOLES.get(street);
  if (known !== undefined) return known;
  const segments = [...street.segments, ...straightBridges(street.segments)];
  const ends = streetEnds(segments);
  const stretch = ends && findStretch(segments, new Set([ends[0]]), new Set([ends[1]]));
  const whole = { segments, ends, stretch };
  WHOLES.set(street, whole);
  return whole;
}

function wholeStreet(street: StreetOnGraph): FoundStretch | null {
  const { stretch } = wholeOf(street);
  return stretch && { stretch, from: null, to: null, isNear: false };
}

/** One end: where it may be, each as nodes of a graph that has them. */
interface EndPlace {
  readonly nodes: ReadonlySet<number>;
  readonly title: string;
  readonly isNear: boolean;
}

interface Ends {
  readonly segments: readonly GraphSegment[];
  readonly places: readonly EndPlace[];
}

async function findEnd(
  db: Db,
  street: StreetOnGraph,
  segments: readonly GraphSegment[],
  end: StretchEnd,
  /** Seen from which of its two ends "start" and metres are meant. */
  turned: boolean,
): Promise<Ends | Question> {
  if (end.kind === "street") {
    const junctions = await findJunctionsWith(db, street, end.name);
    if ("about" in junctions) return junctions;
    return {
      segments,
      places: junctions.map(({ nodes, title, isNear }: Junction) => ({ nodes, title, isNear })),
    };
  }
  if (end.kind === "house-number") {
    const numbers = await store.listHouseNumbers(db, street.place.streetIds);
    const house = numbers.find(({ houseNumber }) => plainHouseNumber(houseNumber) === end.number);
    const cut = house ? splitAt(segments, [house.x, house.y]) : null;
    if (cut === null) return { about: "no-house-number", words: end.number, suggestions: [] };
    return {
      segments: cut.segments,
      places: [{ nodes: new Set([cut.node]), title: end.number, isNear: false }],
    };
  }
  const ends = streetEnds(segments)!;
  const [start, last] = turned ? [ends[1], ends[0]] : ends;
  if (end.kind !== "metres") {
    const node = end.kind === "start" ? start : last;
    return { segments, places: [{ nodes: new Set([node]), title: titleAt(street, node), isNear: false }] };
  }
  const walk = findStretch(segments, new Set([start]), new Set([last]))?.walk;
  if (!walk || end.metres > walk.lengthMetres) {
    return { about: "too-far", words: `${end.metres} m`, suggestions: [] };
  }
  const cut = splitAt(segments, slicePath(walk.path, 0, end.metres).at(-1)!)!;
  const title = `${end.metres} m`;
  return { segments: cut.segments, places: [{ nodes: new Set([cut.node]), title, isNear: false }] };
}

/** What meets the street at one of its ends. */
function titleAt(street: StreetOnGraph, node: number): string {
  return street.crossings.find((crossing) => crossing.node === node)?.title ?? street.place.title;
}

async function between(
  db: Db,
  street: StreetOnGraph,
  from: StretchEnd,
  to: StretchEnd,
): Promise<FoundStretch[] | Question> {
  const isEnd = ({ kind }: StretchEnd) => kind === "start" || kind === "end";
  if (isEnd(from) && isEnd(to)) {
    const whole = wholeStreet(street);
    return whole ? [whole] : { about: "too-far", words: street.place.title, suggestions: [] };
  }
  const hangsOnEnd = [from, to].some((end) => isEnd(end) || end.kind === "metres");
  const found: FoundStretch[] = [];
  let question: Question | null = null;
  for (const turned of hangsOnEnd ? [false, true] : [false]) {
    const first = await findEnd(db, street, wholeOf(street).segments, from, turned);
    if ("about" in first) return first;
    const last = await findEnd(db, street, first.segments, to, turned);
    if ("about" in last) return last;
    for (const a of first.places) {
      for (const b of last.places) {
        const pair = apart(a.nodes, b.nodes);
        const stretch = pair && (await findStretchOver(db, street, last.segments, ...pair));
        if (stretch) found.push({ stretch, from: a.title, to: b.title, isNear: a.isNear || b.isNear });
        else question ??= { about: pair ? "too-far" : "same-ends", words: b.title, suggestions: [] };
      }
    }
  }
  return found.length > 0
    ? found
    : (question ?? { about: "too-far", words: street.place.title, suggestions: [] });
}

/** Without the nodes that are of both: where all three streets meet. Null: there is nothing between the two. */
function apart(
  from: ReadonlySet<number>,
  to: ReadonlySet<number>,
): readonly [ReadonlySet<number>, ReadonlySet<number>] | null {
  if (![...from].some((node) => to.has(node))) return [from, to];
  const onlyTo = new Set([...to].filter((node) => !from.has(node)));
  if (onlyTo.size > 0) return [from, onlyTo];
  const onlyFrom = new Set([...from].filter((node) => !to.has(node)));
  return onlyFrom.size > 0 ? [onlyFrom, to] : null;
}

/** On the street alone, else over what bridges its gaps. */
async function findStretchOver(
  db: Db,
  street: StreetOnGraph,
  segments: readonly GraphSegment[],
  from: ReadonlySet<number>,
  to: ReadonlySet<number>,
): Promise<Stretch | null> {
  const alone = findStretch(segments, from, to);
  if (alone !== null) return alone;
  const places = nodePlaces(segments);
  const points = [...from, ...to].map((node) => places.get(node)).filter((point) => point !== undefined);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const box = [
    Math.min(...xs) - BRIDGE_METRES,
    Math.min(...ys) - BRIDGE_METRES,
    Math.max(...xs) + BRIDGE_METRES,
    Math.max(...ys) + BRIDGE_METRES,
  ] as const;
  const links = await store.listSegmentsIn(db, box, street.place.id);
  return findStretch([...segments, ...links.map((row) => ({ ...row, own: false }))], from, to);
}

/** Ten metres of the street to either side of the crossing. */
async function corners(db: Db, street: StreetOnGraph, other: string): Promise<FoundStretch[] | Question> {
  const junctions = await findJunctionsWith(db, street, other);
  if ("about" in junctions) return junctions;
  const { segments, stretch: whole } = wholeOf(street);
  return junctions.flatMap(({ nodes, title, isNear }) => {
    const places = [...nodes].map((node) => street.nodes.get(node)).filter((place) => place !== undefined);
    const along = whole ? places.map((place) => projectOnPath(whole.walk.path, place)) : [];
    // A branch off the longest way: the stretch that leads to the crossing is taken instead.
    if (whole === null || along.every(({ distanceMetres }) => distanceMetres > CORNER_METRES * 4)) {
      const [near] = segments.filter(({ fromNode, toNode }) => nodes.has(fromNode) || nodes.has(toNode));
      if (near === undefined) return [];
      const path = nodes.has(near.fromNode) ? near.path : [...near.path].reverse();
      return [{ stretch: cut(street, path, 0, 2 * CORNER_METRES), from: title, to: null, isNear }];
    }
    const at = along.map(({ alongMetres }) => alongMetres);
    const total = whole.walk.lengthMetres;
    const stretch = cut(
      street,
      whole.walk.path,
      Math.max(0, Math.min(...at) - CORNER_METRES),
      Math.min(total, Math.max(...at) + CORNER_METRES),
    );
    return [{ stretch, from: title, to: null, isNear }];
  });
}

function cut(street: StreetOnGraph, path: Stretch["walk"]["path"], from: number, to: number): Stretch {
  const part = slicePath(path, from, Math.min(to, pathLength(path)));
  // Which of the segments it lies on tells its width.
  const segments = street.segments.filter((segment) =>
    part.some((point) => projectOnPath(segment.path, point).distanceMetres < 1),
  );
  const walk = { nodes: [], path: part, segments, lengthMetres: pathLength(part) };
  return { ...describeWalk(street.segments, walk), bridgedMetres: 0 };
}

/** So many metres from an end, one way and the other. */
async function measured(
  db: Db,
  street: StreetOnGraph,
  { from, metres, towards }: Extract<AskedStretch, { kind: "measured" }>,
): Promise<FoundStretch[] | Question> {
  let goals: readonly Junction[] | null = null;
  if (towards !== null) {
    const found = await findJunctionsWith(db, street, towards);
    if ("about" in found) return found;
    goals = found;
  }
  const start = await findEnd(db, street, wholeOf(street).segments, from, false);
  if ("about" in start) return start;
  const ends = streetEnds(start.segments)!;
  const found: FoundStretch[] = [];
  for (const place of start.places) {
    for (const end of ends) {
      if (place.nodes.has(end)) continue;
      const whole = findStretch(start.segments, place.nodes, new Set([end]));
      if (whole === null || whole.walk.lengthMetres < metres) continue;
      const leads = goals?.some(({ nodes }) =>
        [...nodes].some((node) => {
          const goal = street.nodes.get(node);
          return (
            goal &&
            whole.carriageways.some(
              (line) => projectOnPath(line, goal).distanceMetres < 2 && distance(line[0]!, goal) > 2,
            )
          );
        }),
      );
      if (leads === false) continue;
      const stretch = cut(street, whole.walk.path, 0, metres);
      found.push({ stretch, from: place.title, to: nextTitle(street, whole, metres), isNear: place.isNear });
    }
  }
  return found.length > 0 ? found : { about: "too-far", words: `${metres} m`, suggestions: [] };
}

/** The first name met after so many metres, else the one at the end. */
function nextTitle(street: StreetOnGraph, { walk }: Stretch, metres: number): string | null {
  let walked = 0;
  for (let i = 0; i < walk.segments.length; i++) {
    walked += pathLength(walk.segments[i]!.path);
    const crossing = street.crossings.find(({ node }) => node === walk.nodes[i + 1]);
    if (walked >= metres && crossing) return crossing.title;
  }
  return null;
}
