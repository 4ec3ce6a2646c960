import { type PlaceName, readName } from "../../../domain/places/name.ts";
import { fitName } from "../../../domain/places/ranking.ts";
import type { Db } from "../../platform/db.ts";
import { groupBy } from "./clusters.ts";
import { gather } from "./gather.ts";
import * as store from "./graph-store.ts";
import { MOST_SUGGESTIONS, type Question } from "./located.ts";
import type { StreetOnGraph } from "./place-memory.ts";
import { rankPlaces } from "./rank-places.ts";

export interface Junction {
  readonly title: string;
  readonly nodes: ReadonlySet<number>;
  /** The two do not quite meet. */
  readonly isNear: boolean;
}

/** Names that fit this much worse than the best one are not asked about. */
const RIVAL_SCORE = 0.12;
/** The whole name with its type: no street of the city can fit better. */
const CERTAIN_SCORE = 2;
/** A street of the whole city that fits this much better is meant, though it does not cross. */
const ELSEWHERE_SCORE = 0.25;
/** Two streets that a square or a roundabout keeps apart still meet there. */
const NEAR_METRES = 75;

/** Where a street is met by another that somebody names: several places where it is met twice or two names fit. */
export async function findJunctionsWith(
  db: Db,
  street: StreetOnGraph,
  text: string,
): Promise<Junction[] | Question> {
  const asked = readName(text);
  const fitting = namesOf(street)
    .flatMap(({ title, name }) => {
      const fit = fitName(asked, name);
      return fit === null ? [] : [{ title, ...fit }];
    })
    .sort((a, b) => b.score - a.score);
  const [best] = fitting;
  if (best?.literal && best.score >= CERTAIN_SCORE) return meantBy(street, fitting);
  const anywhere = (await rankPlaces(db, text, ["street", "square"])).filter(
    ({ row }) => row.id !== street.place.id,
  );
  const [likeliest] = anywhere;
  if (best && !(likeliest?.literal && likeliest.score - best.score > ELSEWHERE_SCORE)) {
    return meantBy(street, fitting);
  }
  if (likeliest === undefined) return { about: "no-street", words: text, suggestions: suggest(street) };
  const rivals = anywhere.filter(({ score }) => likeliest.score - score <= RIVAL_SCORE).slice(0, 6);
  const near = await store.listNearNodes(
    db,
    [...street.nodes].map(([node, [x, y]]) => ({ node, x, y })),
    rivals.map(({ row }) => row.id),
    NEAR_METRES,
  );
  const junctions = [...groupBy(near, ({ otherId }) => otherId)].map(([otherId, nodes]): Junction => {
    const least = nodes[0]!.distanceMetres;
    return {
      title: rivals.find(({ row }) => row.id === otherId)!.row.title,
      nodes: new Set(
        nodes.filter(({ distanceMetres }) => distanceMetres <= least + 1).map(({ node }) => node),
      ),
      isNear: true,
    };
  });
  return junctions.length > 0
    ? junctions
    : { about: "no-crossing", words: likeliest.row.title, suggestions: suggest(street) };
}

interface CrossingName {
  readonly title: string;
  readonly name: PlaceName;
}

/** Read once for each street: a remembered one is asked about by hundreds of rows. */
const NAMES = new WeakMap<StreetOnGraph, CrossingName[]>();

function namesOf(street: StreetOnGraph): CrossingName[] {
  const known = NAMES.get(street);
  if (known !== undefined) return known;
  const titles = new Set(street.crossings.map(({ title }) => title));
  const names = [...titles].map((title) => ({ title, name: readName(title) }));
  NAMES.set(street, names);
  return names;
}

function meantBy(
  street: StreetOnGraph,
  fitting: readonly { readonly title: string; readonly score: number }[],
): Junction[] {
  const top = fitting[0]!.score;
  return fitting
    .filter(({ score }) => top - score <= RIVAL_SCORE)
    .flatMap(({ title }) => junctionsOf(street, title));
}

function suggest(street: StreetOnGraph): string[] {
  return [...new Set(street.crossings.map(({ title }) => title))].slice(0, MOST_SUGGESTIONS);
}

function junctionsOf(street: StreetOnGraph, title: string): Junction[] {
  const nodes = [
    ...new Set(street.crossings.filter((one) => one.title === title).map(({ node }) => node)),
  ].map((node) => {
    const [x, y] = street.nodes.get(node)!;
    return { node, x, y };
  });
  // Where one street becomes the other both ends of the stretch are theirs.
  const joined = new Set(
    street.shared.filter((one) => one.title === title).map(({ fromNode, toNode }) => `${fromNode} ${toNode}`),
  );
  const areJoined = (a: { node: number }, b: { node: number }) =>
    joined.has(`${a.node} ${b.node}`) || joined.has(`${b.node} ${a.node}`);
  return gather(nodes, areJoined).map((near) => ({
    title,
    nodes: new Set(near.map(({ node }) => node)),
    isNear: false,
  }));
}
