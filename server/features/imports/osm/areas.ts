import type { Position } from "../../../../domain/geo/geometry.ts";
import type { ProblemFound } from "../../../../domain/imports/source-record.ts";
import type { OpenOptions } from "../import-plan.ts";
import type { Numbered, OsmExtract } from "./extract.ts";
import type { OsmRelation, OsmWay, Tags } from "./pbf.ts";
import { assembleRings, groupRings } from "./rings.ts";

export interface OsmArea {
  readonly number: number;
  /** "way/1", "relation/1"; the further pieces of a relation "relation/1/2". */
  readonly externalId: string;
  readonly tags: Tags;
  /** Outer ring first, then holes; [longitude, latitude]. */
  readonly rings: readonly (readonly Position[])[];
  readonly remarks: readonly ProblemFound[];
}

export interface BrokenArea {
  readonly number: number;
  readonly refused: ProblemFound;
}

/**
 * Areas whose tags are wanted: closed ways and multipolygon relations, a piece for each outer ring. A way that is
 * the outline of a wanted relation is left to the relation, so that no ground comes twice.
 */
export async function* readAreas(
  extract: OsmExtract,
  isWanted: (tags: Tags) => boolean,
  options: OpenOptions,
): AsyncGenerator<OsmArea | BrokenArea> {
  const relations = extract.relations.filter(({ item }) => item.tags !== undefined && isWanted(item.tags));
  const outlines = new Set(
    relations.flatMap(({ item }) =>
      item.members.filter(({ type, role }) => type === "way" && role !== "inner").map(({ ref }) => ref),
    ),
  );
  for await (const block of extract.blocks("way", options)) {
    for (const way of block) {
      const { tags, id } = way.item;
      if (tags !== undefined && !outlines.has(id) && isWanted(tags)) yield areaOf(extract, way, tags);
    }
  }
  for (const { item, number } of relations) yield* areasOf(extract, item, number);
}

function areaOf(extract: OsmExtract, { item, number }: Numbered<OsmWay>, tags: Tags): OsmArea | BrokenArea {
  const externalId = `way/${item.id}`;
  if (item.refs.length < 4 || item.refs[0] !== item.refs.at(-1)) {
    const detail = `${externalId} is an area but not closed`;
    return { number, refused: { code: "invalid-geometry", detail } };
  }
  const places = extract.placesOf(item.refs);
  if (places.length === item.refs.length) {
    return { number, externalId, tags, rings: [places], remarks: [] };
  }
  const missing = item.refs.length - places.length;
  const detail = `${externalId}: ${missing} of its ${item.refs.length} nodes are not in the extract`;
  return { number, refused: { code: "invalid-geometry", detail } };
}

function* areasOf(
  extract: OsmExtract,
  relation: OsmRelation,
  number: number,
): Generator<OsmArea | BrokenArea> {
  const externalId = `relation/${relation.id}`;
  const remarks: ProblemFound[] = [];
  const remark = (detail: string) =>
    remarks.push({ code: "invalid-geometry", detail: `${externalId}: ${detail}` });
  const ways = relation.members
    .filter(({ type }) => type === "way")
    .flatMap(({ ref, role }) => {
      const refs = extract.findMember(ref);
      if (refs !== null && extract.placesOf(refs).length === refs.length) return [{ id: ref, refs, role }];
      remark(`way/${ref} is not whole in the extract`);
      return [];
    });
  const { rings, openWays } = assembleRings(ways);
  if (openWays.length > 0) remark(`no ring closes over ${openWays.map((id) => `way/${id}`).join(", ")}`);
  const placed = rings.map(({ refs, ...ring }) => ({
    ...ring,
    places: extract.placesOf(refs).map(([x, y]) => [x, y] as const),
  }));
  const { polygons, strayWays } = groupRings(placed);
  if (strayWays.length > 0) {
    remark(`inner ring outside every outer one: ${strayWays.map((id) => `way/${id}`).join(", ")}`);
  }
  if (polygons.length === 0) {
    yield { number, refused: remarks[0] ?? { code: "no-geometry", detail: `${externalId} has no ring` } };
    return;
  }
  for (const [index, polygon] of polygons.entries()) {
    yield {
      number,
      externalId: index === 0 ? externalId : `${externalId}/${index + 1}`,
      tags: relation.tags ?? {},
      rings: polygon.rings,
      remarks: index === 0 ? remarks : [],
    };
  }
}
