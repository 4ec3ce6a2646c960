import { indexed } from "../companion-index.ts";
import { missing, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";
import { nodeExternalId } from "../osmnx.ts";
import type { SourceRecord } from "../source-record.ts";

/** Nodes of an OSMnx graph. A companion "known" names nodes that another dataset brings already. */
export const osmnxNodes = recordMapping({
  name: "osmnx-nodes",
  layer: "street_node",
  map(record, { companions }) {
    const id = readText(record, "osmid");
    if (id === null) return missing("osmid");
    const known = companions.get("known");
    if (known !== undefined && indexed(known, idsOf).has(id)) return [];
    return { record: { externalId: nodeExternalId(id), geom: record.geometry } };
  },
});

function idsOf(records: readonly SourceRecord[]): ReadonlySet<string | null> {
  return new Set(records.map((record) => readText(record, "osmid")));
}
