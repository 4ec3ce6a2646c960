import type { Position } from "../../../../domain/geo/geometry.ts";
import type { OpenOptions, ReadOptions } from "../import-plan.ts";
import { isOnGraph } from "./graph-ways.ts";
import { findId, IdList } from "./id-list.ts";
import { NodePlaces } from "./node-places.ts";
import { type OsmItem, type OsmRelation, readPbf, type Tags } from "./pbf.ts";

/** An item with its place in the file. */
export interface Numbered<T extends OsmItem> {
  readonly number: number;
  readonly item: T;
}

/**
 * One extract, indexed in three passes: relations that make areas or routes, then the nodes their ways and all
 * tagged ways need, then where those nodes lie. What grows with the file is flat: about 26 bytes a node; the ways of
 * relations are kept whole.
 */
export class OsmExtract {
  readonly file: string;
  /** By id, those of the sorts that make areas or routes. */
  readonly relations: readonly Numbered<OsmRelation>[];
  private readonly memberRefs: ReadonlyMap<number, readonly number[]>;
  private readonly places: NodePlaces;
  private readonly junctions: Float64Array;

  private constructor(parts: {
    readonly file: string;
    readonly relations: readonly Numbered<OsmRelation>[];
    readonly memberRefs: ReadonlyMap<number, readonly number[]>;
    readonly places: NodePlaces;
    readonly junctions: Float64Array;
  }) {
    this.file = parts.file;
    this.relations = parts.relations;
    this.memberRefs = parts.memberRefs;
    this.places = parts.places;
    this.junctions = parts.junctions;
  }

  static async open(file: string, options: ReadOptions): Promise<OsmExtract> {
    const relations: Numbered<OsmRelation>[] = [];
    const memberWays = new Set<number>();
    const tagsOf = (type: OsmItem["type"]) => ({ node: false, way: false, relation: false, [type]: true });
    for await (const { number, items } of readPbf(file, tagsOf("relation"), options)) {
      for (const relation of itemsOf("relation", number, items)) {
        if (!makesGeometry(relation.item.tags)) continue;
        relations.push(relation);
        for (const { type, ref } of relation.item.members) if (type === "way") memberWays.add(ref);
      }
    }
    const needed = new IdList();
    const onGraph = new IdList();
    const memberRefs = new Map<number, readonly number[]>();
    for await (const { number, items } of readPbf(file, tagsOf("way"), options)) {
      for (const { item } of itemsOf("way", number, items)) {
        const isMember = memberWays.has(item.id);
        if (isMember) memberRefs.set(item.id, item.refs);
        if (isMember || item.tags !== undefined) for (const ref of item.refs) needed.push(ref);
        // A way that the extract's edge has cut to one node leads nowhere.
        const leads = item.refs.some((ref) => ref !== item.refs[0]);
        if (!leads || item.tags === undefined || !isOnGraph(item.tags)) continue;
        for (const ref of item.refs) onGraph.push(ref);
        // Ends are junctions even where one way alone comes by.
        for (const end of [item.refs[0], item.refs.at(-1)]) if (end !== undefined) onGraph.push(end);
      }
    }
    const places = new NodePlaces(needed.takeCounted().ids);
    for await (const { number, items } of readPbf(file, false, options)) {
      for (const { item } of itemsOf("node", number, items)) places.put(item.id, item.lon, item.lat);
    }
    const { ids, counts } = onGraph.takeCounted();
    const junctions = ids.filter((_, index) => counts[index]! > 1);
    return new OsmExtract({ file, relations, memberRefs, places, junctions });
  }

  /** Every node or way with its tags, in the file's order, block by block. */
  async *blocks<T extends "node" | "way">(
    type: T,
    options: OpenOptions,
  ): AsyncGenerator<readonly Numbered<Extract<OsmItem, { readonly type: T }>>[]> {
    for await (const { number, items } of readPbf(this.file, true, options)) {
      options.onRecord(number + items.length - 1);
      yield itemsOf(type, number, items);
    }
  }

  isJunction(nodeId: number): boolean {
    return findId(this.junctions, nodeId) >= 0;
  }

  /** Places of the nodes the extract holds. */
  placesOf(refs: readonly number[]): Position[] {
    return refs.map((ref) => this.places.find(ref)).filter((place) => place !== null);
  }

  /** Nodes of a way that is member of a relation; null when the extract does not hold it. */
  findMember(wayId: number): readonly number[] | null {
    return this.memberRefs.get(wayId) ?? null;
  }
}

const ROUTES = new Set(["tram", "bus", "trolleybus", "train", "light_rail", "subway", "funicular"]);

export function isRoute(tags: Tags | undefined): tags is Tags {
  return tags?.type === "route" && tags.route !== undefined && ROUTES.has(tags.route);
}

function makesGeometry(tags: Tags | undefined): boolean {
  return (
    tags?.type === "multipolygon" ||
    (tags?.type === "boundary" && tags.boundary === "administrative") ||
    isRoute(tags)
  );
}

function itemsOf<T extends OsmItem["type"]>(
  type: T,
  first: number,
  items: readonly OsmItem[],
): Numbered<Extract<OsmItem, { readonly type: T }>>[] {
  const found: Numbered<Extract<OsmItem, { readonly type: T }>>[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (item.type === type) found.push({ number: first + i, item: item as Extract<OsmItem, { type: T }> });
  }
  return found;
}
