import { missing, readText, requireCompanion } from "../field-values.ts";
import { streamMapping } from "../mapping.ts";

/** Zones that trips start or end in and of which no outline is known: those the companion "outlined" lacks. */
export const trafficZonesOfDemand = streamMapping({
  name: "traffic-zones-of-demand",
  layer: "traffic_zone",
  async *mapAll(records, context) {
    const told = new Set(requireCompanion(context, "outlined").map((record) => readText(record, "taz")));
    for await (const record of records) {
      for (const field of ["origin", "destination"]) {
        const id = readText(record, field);
        if (id === null) yield { number: record.number, ...missing(field) };
        else if (!told.has(id)) {
          told.add(id);
          yield { number: record.number, record: { externalId: id, matchShare: null, geom: null } };
        }
      }
    }
  },
});
