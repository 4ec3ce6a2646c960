import {
  CAR_WEIGHTS,
  type CarTerm,
  carIndex,
  classOf,
  DURATION,
  LANES,
  LENGTH,
  STREET_CLASS_VALUES,
  TRAFFIC,
} from "./haitaton.ts";
import type { NuisanceInputs, StreetHere } from "./inputs.ts";
import type { Term, TermValue } from "./nuisance.ts";
import { between, exactly, type Range } from "./range.ts";
import { ANYTHING, modeOf, quantity, UNKNOWN, WORST, word } from "./terms.ts";

interface Read {
  readonly value: TermValue;
  readonly class: Range;
  readonly source: Term["source"];
}

/** Haitaton's index of motor traffic: five classes, weighed. */
export function carMode(inputs: NuisanceInputs) {
  const street = worstStreet(inputs.streets);
  const lanes = readLanes(inputs, street);
  const read: Record<CarTerm, Read> = {
    duration: {
      value: quantity(inputs.days, "days"),
      class: exactly(classOf(inputs.days, DURATION)),
      source: "draft",
    },
    streetClass: readStreetClass(inputs.streets, street),
    traffic: readTraffic(inputs, street),
    lanes,
    length: readLength(inputs, lanes),
  };
  const names = Object.keys(CAR_WEIGHTS) as CarTerm[];
  const terms = names.map((id): Term => {
    const weight = CAR_WEIGHTS[id] / 100;
    const { class: classes, ...told } = read[id];
    return { id, ...told, class: classes, weight, product: weighed(classes, CAR_WEIGHTS[id]) };
  });
  const at = (end: keyof Range) =>
    carIndex(Object.fromEntries(names.map((id) => [id, read[id].class[end]])) as Record<CarTerm, number>);
  return modeOf("car", terms, "sum", { least: at("least"), most: at("most") });
}

function weighed({ least, most }: Range, hundredths: number): Range {
  return { least: (least * hundredths) / 100, most: (most * hundredths) / 100 };
}

/** That of the highest class; of equals the one it lies along most. */
function worstStreet(streets: readonly StreetHere[] | null): StreetHere | null {
  const order = [...(streets ?? [])].sort(
    (a, b) => STREET_CLASS_VALUES[b.class] - STREET_CLASS_VALUES[a.class] || b.besideMetres - a.besideMetres,
  );
  return order[0] ?? null;
}

function readStreetClass(streets: readonly StreetHere[] | null, street: StreetHere | null): Read {
  const source = "streets" as const;
  if (streets === null) return { value: UNKNOWN, class: ANYTHING, source };
  if (street === null) return { value: word("noStreet"), class: exactly(0), source };
  return {
    value: { is: "streetClass", class: street.class, names: street.name === "" ? [] : [street.name] },
    class: exactly(STREET_CLASS_VALUES[street.class]),
    source,
  };
}

/** Off the streets, and where no car drives, there is no traffic to hinder (Haitaton takes none either). */
function readTraffic({ streets, vehiclesAnHour }: NuisanceInputs, street: StreetHere | null): Read {
  const source = "trafficSensors" as const;
  if (streets !== null && (street === null || STREET_CLASS_VALUES[street.class] === 0)) {
    return { value: word("noTraffic"), class: exactly(0), source: "streets" };
  }
  if (vehiclesAnHour === null) return { value: UNKNOWN, class: ANYTHING, source };
  const { number, sensor } = vehiclesAnHour;
  return {
    value: quantity(number, "vehiclesADay", { atLeast: true, names: [sensor] }),
    class: between(classOf(number, TRAFFIC), WORST),
    source,
  };
}

/** The effect on lanes as the planner states it, and how many lanes there are. */
function readLanes({ vehicleImpact, streets }: NuisanceInputs, street: StreetHere | null): Read {
  const told = (classes: Range): Read => ({
    value: vehicleImpact === "unknown" ? UNKNOWN : { is: "impact", impact: vehicleImpact },
    class: classes,
    source: "draft",
  });
  const drives = street !== null && STREET_CLASS_VALUES[street.class] > 0;
  if (streets !== null && !drives) {
    return { value: word("noLanes"), class: exactly(LANES.none), source: "streets" };
  }
  const lanes = street?.lanes ?? null;
  switch (vehicleImpact) {
    case "all-lanes-open":
    case "all-lanes-open-shift-left":
    case "all-lanes-open-shift-right":
      return told(exactly(LANES.none));
    case "some-lanes-closed":
    case "some-lanes-closed-merge-left":
    case "some-lanes-closed-merge-right":
      return told(someLanes(street, lanes));
    case "alternating-one-way":
    case "flagging":
    case "temporary-traffic-signal":
      // One lane serves both ways: of two one is taken, of more each way may lose one or several.
      return told(lanes !== null && lanes <= 2 ? exactly(LANES.one) : between(LANES.one, LANES.several));
    case "all-lanes-closed":
      if (street === null) return told(between(LANES.oneDirectionClosed, LANES.directionsClosed));
      return told(exactly(street.oneWay ? LANES.oneDirectionClosed : LANES.directionsClosed));
    case "unknown":
      return told(ANYTHING);
  }
}

/** How many of them is not stated: two lanes of a one-way street lose one, of more up to all but one. */
function someLanes(street: StreetHere | null, lanes: number | null): Range {
  if (street === null || lanes === null) return between(LANES.one, LANES.oneDirectionClosed);
  if (street.oneWay) return lanes <= 2 ? exactly(LANES.one) : between(LANES.one, LANES.several);
  // Of one lane each way the one closed may be narrowed past, or be that of a whole direction.
  return lanes <= 2 ? between(LANES.one, LANES.oneDirectionClosed) : between(LANES.one, LANES.several);
}

/** Along the street it lies along most; nothing is led otherwise where every lane stays as it is. */
function readLength({ streets }: NuisanceInputs, lanes: Read): Read {
  const source = "streets" as const;
  if (lanes.class.most === LANES.none) return { value: word("noLanes"), class: exactly(0), source };
  if (streets === null) return { value: UNKNOWN, class: ANYTHING, source };
  const along = [...streets].sort((a, b) => b.besideMetres - a.besideMetres)[0];
  const metres = Math.round((along?.besideMetres ?? 0) * 10) / 10;
  const reached = classOf(metres, LENGTH);
  return {
    value: quantity(metres, "metres", {
      names: along === undefined || along.name === "" ? [] : [along.name],
    }),
    class: lanes.class.least === LANES.none ? between(0, reached) : exactly(reached),
    source,
  };
}
