import type { Place } from "../../../domain/places/contract.ts";
import type { Db } from "../../platform/db.ts";
import { type Answer, bestOf, inDegrees, placeOf, STREETS } from "./answer.ts";
import { groupBy } from "./clusters.ts";
import { gather } from "./gather.ts";
import type { RankedPlace } from "./place-memory.ts";
import { rankPlaces } from "./rank-places.ts";
import * as store from "./search-store.ts";

/** Two names that do cross are worth more than one that fits. */
const CROSSES_SCORE = 1;
const COMES_NEAR_SCORE = 0.8;
/** Of streets where nobody drives the axes are known, not the nodes: lines this near to each other meet. */
const MEETS_METRES = 12;
/** Via Roma ends at Piazza Carlo Felice, 170 m from Corso Vittorio Emanuele II: people call that their corner. */
const APART_METRES = 250;

/** Where two streets meet; where they come nearest, and both streets, when they do not. */
export async function findCrossings(db: Db, first: string, second: string): Promise<Answer[]> {
  const [streets, others] = [
    bestOf(await rankPlaces(db, first, STREETS)),
    bestOf(await rankPlaces(db, second, STREETS)),
  ];
  const [street, other] = [streets[0], others[0]];
  if (street === undefined || other === undefined) return [];
  const idsOf = (ranked: readonly RankedPlace[]) => ranked.map(({ row }) => row.id);
  const junctions = await store.findJunctions(db, idsOf(streets), idsOf(others));
  const pairs = groupBy(junctions, ({ placeId, otherId }) => `${placeId} ${otherId}`);
  const crossings = [...pairs.values()].flatMap((nodes) => {
    const one = streets.find(({ row }) => row.id === nodes[0]!.placeId)!;
    const two = others.find(({ row }) => row.id === nodes[0]!.otherId)!;
    return gather(nodes).map((junction) => ({
      place: crossingOf(one.row, two.row, junction, null),
      score: (one.score + two.score) / 2 + CROSSES_SCORE,
    }));
  });
  if (crossings.length > 0) return crossings;
  const near = await store.findNearest(db, street.row.id, other.row.id, APART_METRES);
  if (near !== null && near.apartMetres <= MEETS_METRES) {
    return [
      {
        place: crossingOf(street.row, other.row, [near], null),
        score: (street.score + other.score) / 2 + CROSSES_SCORE,
      },
    ];
  }
  // Both streets too, since what was asked for is not there.
  const both = [street, other].map(({ row, score }) => ({ place: placeOf(row), score: score - 0.1 }));
  if (near === null) return both;
  const score = (street.score + other.score) / 2 + COMES_NEAR_SCORE;
  return [{ place: crossingOf(street.row, other.row, [near], near.apartMetres), score }, ...both];
}

function crossingOf(
  street: store.PlaceRow,
  other: store.PlaceRow,
  nodes: readonly { readonly x: number; readonly y: number }[],
  apartMetres: number | null,
): Place {
  const where = inDegrees(nodes.map(({ x, y }) => [x, y]));
  return {
    kind: "crossing",
    id: `${street.externalId} ${other.externalId} ${where.position.map((degrees) => degrees.toFixed(5)).join(" ")}`,
    title: `${street.title} / ${other.title}`,
    detail: street.detail,
    ...where,
    unknownHouseNumber: null,
    apartMetres,
  };
}
