import { isProblem, missing, readNumber, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

/** Traffic zones with an outline rebuilt from their streets; `match` is the share of these that was found. */
export const trafficZones = recordMapping({
  name: "traffic-zones",
  layer: "traffic_zone",
  map(record) {
    const id = readText(record, "taz");
    if (id === null) return missing("taz");
    const match = readNumber(record, "match");
    if (isProblem(match)) return { refused: match };
    return { record: { externalId: id, matchShare: match, geom: record.geometry } };
  },
});
