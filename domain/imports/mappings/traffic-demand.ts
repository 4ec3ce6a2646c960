import { isProblem, missing, readNumber, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => `h${String(hour).padStart(2, "0")}`);
/** The matrices of TuST fill cells without a count with 0.1: what is not more is taken for none. */
const FILLER_TRIPS = 0.1;

/** Car trips an hour from zone to zone; a pair with no trip in any hour is left out. */
export const trafficDemand = recordMapping({
  name: "traffic-demand",
  layer: "traffic_demand",
  map(record) {
    const [fromZone, toZone] = [readText(record, "origin"), readText(record, "destination")];
    if (fromZone === null) return missing("origin");
    if (toZone === null) return missing("destination");
    const tripsPerHour: number[] = [];
    for (const hour of HOURS) {
      const trips = readNumber(record, hour);
      if (trips === null) return missing(hour);
      if (isProblem(trips)) return { refused: trips };
      if (trips < 0) return { refused: { code: "invalid-value", field: hour, detail: `${trips} trips` } };
      tripsPerHour.push(trips > FILLER_TRIPS ? trips : 0);
    }
    return tripsPerHour.every((trips) => trips === 0) ? [] : { record: { fromZone, toZone, tripsPerHour } };
  },
});
