import { missing, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

/** Gates of a ZTL, out of a file that may hold its area too. Fields: `hours`, where the file has them. */
export const limitedTrafficGates = recordMapping({
  name: "limited-traffic-gates",
  layer: "limited_traffic_gate",
  map(record, { fields }) {
    if (record.geometry?.type !== "Point") return [];
    const [id, name] = [readText(record, "id"), readText(record, "name")];
    if (id === null) return missing("id");
    if (name === null) return missing("name");
    const hours = fields.hours === undefined ? null : readText(record, fields.hours);
    return { record: { externalId: id, name, hours, geom: record.geometry } };
  },
});
