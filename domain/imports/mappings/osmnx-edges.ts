import { isProblem } from "../field-values.ts";
import { type NumberedOutcome, streamMapping } from "../mapping.ts";
import {
  type Edge,
  isKeptDirection,
  nodeExternalId,
  pairKey,
  placeOf,
  readEdge,
  segmentTags,
  stretchOf,
} from "../osmnx.ts";
import type { ProblemFound } from "../source-record.ts";
import { StreetProfiles, streetNamesOf } from "../street-profile.ts";

/**
 * Directed edges of an OSMnx graph as segments: two that run against each other, along the same line and with the
 * same tags, are one that is open both ways. Waits with what it cannot yet tell: an edge whose other direction has
 * not come, and one of several names until all lengths are known.
 */
export const osmnxEdges = streamMapping({
  name: "osmnx-edges",
  layer: "street_segment",
  async *mapAll(records) {
    const profiles = new StreetProfiles();
    const waiting = new Map<string, Edge>();
    const ofSeveralNames: { readonly edge: Edge; readonly oneWay: boolean }[] = [];
    const settle = function* (edge: Edge, oneWay: boolean, remark?: ProblemFound) {
      if (streetNamesOf(edge.record.properties.name).length > 1) ofSeveralNames.push({ edge, oneWay });
      else yield segment(edge, oneWay, profiles, remark);
    };
    for await (const record of records) {
      const edge = readEdge(record);
      if (isProblem(edge)) {
        yield { refused: edge, ...placeOf(record) };
        continue;
      }
      profiles.add(stretchOf(record));
      if (edge.oneWay) {
        yield* settle(edge, true);
        continue;
      }
      const other = waiting.get(pairKey(edge, "reversed"));
      if (other === undefined) {
        waiting.set(pairKey(edge, "given"), edge);
        continue;
      }
      waiting.delete(pairKey(other, "given"));
      yield* settle(isKeptDirection(edge) ? edge : other, false);
    }
    for (const edge of waiting.values()) {
      const detail = "open both ways, but its other direction is not in the source: kept as one way";
      yield* settle(edge, true, { code: "invalid-value", field: "oneway", detail });
    }
    for (const { edge, oneWay } of ofSeveralNames) yield segment(edge, oneWay, profiles);
  },
});

function segment(
  edge: Edge,
  oneWay: boolean,
  profiles: StreetProfiles,
  remark?: ProblemFound,
): NumberedOutcome<"street_segment"> {
  const { values, remarks } = segmentTags(edge.record);
  return {
    ...placeOf(edge.record),
    record: {
      externalId: `${edge.from}-${edge.to}-${edge.key}`,
      streetId: profiles.chooseName(streetNamesOf(edge.record.properties.name)),
      fromNode: nodeExternalId(edge.from),
      toNode: nodeExternalId(edge.to),
      oneWay,
      ...values,
      geom: edge.line,
    },
    remarks: remark === undefined ? remarks : [...remarks, remark],
  };
}
