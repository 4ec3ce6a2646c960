import { isProblem } from "../field-values.ts";
import { type NumberedOutcome, streamMapping } from "../mapping.ts";
import { type Edge, isKeptDirection, nodeExternalId, pairKey, placeOf, readEdge } from "../osmnx.ts";
import { streetNamesOf } from "../street-profile.ts";

/** Directed edges of a graph of cycle tracks; the two directions of one track are one record, as for streets. */
export const osmnxCycleTracks = streamMapping({
  name: "osmnx-cycle-tracks",
  layer: "cycle_track",
  async *mapAll(records) {
    const waiting = new Map<string, Edge>();
    for await (const record of records) {
      const edge = readEdge(record);
      if (isProblem(edge)) {
        yield { refused: edge, ...placeOf(record) };
      } else if (edge.oneWay) yield track(edge, true);
      else {
        const other = waiting.get(pairKey(edge, "reversed"));
        if (other === undefined) waiting.set(pairKey(edge, "given"), edge);
        else {
          waiting.delete(pairKey(other, "given"));
          yield track(isKeptDirection(edge) ? edge : other, false);
        }
      }
    }
    for (const edge of waiting.values()) yield track(edge, true);
  },
});

function track(edge: Edge, oneWay: boolean): NumberedOutcome<"cycle_track"> {
  const names = streetNamesOf(edge.record.properties.name);
  return {
    ...placeOf(edge.record),
    record: {
      externalId: `${edge.from}-${edge.to}-${edge.key}`,
      name: names.length === 0 ? null : names.join("; "),
      fromNode: nodeExternalId(edge.from),
      toNode: nodeExternalId(edge.to),
      oneWay,
      geom: edge.line,
    },
  };
}
