import type { TransitLineRecord } from "../../city/city-data.ts";
import { missing, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

/** `route_type` of GTFS (gtfs.org/documentation/schedule/reference, routes.txt). */
const MODES: Readonly<Record<string, TransitLineRecord["mode"]>> = {
  "0": "tram",
  "1": "metro",
  "2": "rail",
  "3": "bus",
  "7": "funicular",
  "11": "bus",
  "12": "rail",
};

/** routes.txt. It says nothing of where a line runs: that is in shapes.txt. */
export const gtfsRoutes = recordMapping({
  name: "gtfs-routes",
  layer: "transit_line",
  map(record) {
    const id = readText(record, "route_id");
    if (id === null) return missing("route_id");
    const type = readText(record, "route_type") ?? "";
    const mode = MODES[type];
    if (mode === undefined) {
      return { refused: { code: "invalid-value", field: "route_type", detail: `no mode for "${type}"` } };
    }
    const code = readText(record, "route_short_name") ?? readText(record, "route_long_name");
    if (code === null) return missing("route_short_name");
    return {
      record: {
        externalId: id,
        code,
        mode,
        title: readText(record, "route_long_name") ?? code,
        geom: null,
      },
    };
  },
});
