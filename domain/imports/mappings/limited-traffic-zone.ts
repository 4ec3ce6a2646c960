import { missing, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

/** Areas of a ZTL, out of a file that may hold its gates too. */
export const limitedTrafficZone = recordMapping({
  name: "limited-traffic-zone",
  layer: "limited_traffic_zone",
  map(record) {
    if (record.geometry?.type === "Point") return [];
    const [id, name] = [readText(record, "id"), readText(record, "name")];
    if (id === null) return missing("id");
    if (name === null) return missing("name");
    return { record: { externalId: id, name, geom: record.geometry } };
  },
});
