import { missing, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";
import { nodeExternalId } from "../osmnx.ts";

/** Nodes of an OSMnx graph. A companion "known" names nodes that another dataset brings already. */
export const osmnxNodes = recordMapping({
  name: "osmnx-nodes",
  layer: "street_node",
  map(record, { companions }) {
    const id = readText(record, "osmid");
    if (id === null) return missing("osmid");
    const known = companions.get("known");
    if (known !== undefined && idsOf(known).has(id)) return [];
    return { record: { externalId: nodeExternalId(id), geom: record.geometry } };
  },
});

type Records = Parameters<typeof readText>[0][];
const idsByCompanion = new WeakMap<readonly Records[number][], Set<string | null>>();

function idsOf(records: readonly Records[number][]): Set<string | null> {
  let ids = idsByCompanion.get(records);
  if (ids === undefined) {
    ids = new Set(records.map((record) => readText(record, "osmid")));
    idsByCompanion.set(records, ids);
  }
  return ids;
}
