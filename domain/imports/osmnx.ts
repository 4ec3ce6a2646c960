/** Edges and nodes as OSMnx writes them: one edge a direction, lists of merged ways as Python text. */
import type { LineStringGeometry } from "../geo/geometry.ts";
import { isProblem, readNumber, readText } from "./field-values.ts";
import { classOfHighway, isCrossing, mainHighway } from "./osm/highways.ts";
import { leastOf, readCount, readList, readSpeed } from "./osm/measures.ts";
import type { ProblemFound, SourceRecord } from "./source-record.ts";
import { streetNamesOf, type TaggedStretch } from "./street-profile.ts";

export const nodeExternalId = (osmId: string) => `node/${osmId}`;

export interface Edge {
  readonly record: SourceRecord;
  readonly line: LineStringGeometry;
  readonly from: string;
  readonly to: string;
  readonly key: string;
  readonly oneWay: boolean;
}

/** @returns the edge, or why it is none */
export function readEdge(record: SourceRecord): Edge | ProblemFound {
  const [from, to, key] = ["u", "v", "key"].map((field) => readText(record, field));
  if (!from || !to || !key) return { code: "missing-value", field: from ? (to ? "key" : "v") : "u" };
  const { geometry } = record;
  if (geometry === null) return { code: "no-geometry" };
  if (geometry.type !== "LineString") {
    return { code: "wrong-geometry", detail: `expected LineString, got ${geometry.type}` };
  }
  const { oneway } = record.properties;
  if (oneway !== true && oneway !== false) {
    return {
      code: "invalid-value",
      field: "oneway",
      detail: `expected true or false, got ${String(oneway)}`,
    };
  }
  return { record, line: geometry, from, to, key, oneWay: oneway };
}

const DESCRIBING = [
  "osmid",
  "highway",
  "name",
  "lanes",
  "maxspeed",
  "bridge",
  "tunnel",
  "junction",
  "ref",
  "access",
];

/** Same for the two directions of one street and for no other edge; lists count as sets. */
export function pairKey(edge: Edge, as: "given" | "reversed"): string {
  const [from, to] = as === "given" ? [edge.from, edge.to] : [edge.to, edge.from];
  const places = as === "given" ? edge.line.coordinates : [...edge.line.coordinates].reverse();
  const values = DESCRIBING.map((field) => [...readList(edge.record.properties[field])].sort());
  return JSON.stringify([from, to, places, values]);
}

/** Of the two directions the one kept: from the lower node, so that it does not hang on the file's order. */
export function isKeptDirection(edge: Edge): boolean {
  if (edge.from !== edge.to) {
    return edge.from.length === edge.to.length ? edge.from < edge.to : edge.from.length < edge.to.length;
  }
  const [given, reversed] = [edge.line.coordinates, [...edge.line.coordinates].reverse()].map((places) =>
    JSON.stringify(places),
  );
  return given! <= reversed!;
}

export function stretchOf(record: SourceRecord): TaggedStretch {
  const { name, highway, lanes } = record.properties;
  const length = readNumber(record, "length");
  return { name, highway, lanes, lengthMetres: length === null || isProblem(length) ? 0 : length };
}

/** What the tags of an edge tell of a segment. */
export function segmentTags(record: SourceRecord) {
  const { properties } = record;
  const remarks: ProblemFound[] = [];
  const lanes = leastOf(properties.lanes, readCount);
  if (lanes === 0)
    remarks.push({ code: "invalid-value", field: "lanes", detail: "a street of 0 lanes: not known" });
  const highway = mainHighway(properties.highway);
  const names = streetNamesOf(properties.name);
  return {
    remarks,
    values: {
      lanes: lanes === 0 || lanes === null ? null : Math.round(lanes),
      speedKilometresPerHour: leastOf(properties.maxspeed, readSpeed),
      name: names.length === 0 ? null : names.join("; "),
      highway,
      class: classOfHighway(highway ?? ""),
      bridge: isCrossing(properties.bridge),
      tunnel: isCrossing(properties.tunnel),
      carriagewayWidthMetres: null,
      wayIds: readList(properties.osmid).map(Number),
    },
  };
}

/** Where an edge stands in its file. */
export function placeOf({ number, line }: SourceRecord) {
  return line === undefined ? { number } : { number, line };
}
