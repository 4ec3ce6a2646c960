import { isProblem, missing, readNumber, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

/**
 * Detectors of 5T at one moment (fields: `observedAt`, that instant, where the file does not tell it). One detector
 * measures several places of a road: its number, direction and place along the road tell them apart. Accuracy 0
 * stands for "no measurement": the zeros beside it are none.
 */
export const trafficSensors5t = recordMapping({
  name: "traffic-sensors-5t",
  layer: "traffic_sensor",
  map(record, { fields }) {
    const [id, direction, offset] = ["lcd1", "direction", "offset"].map((field) => readText(record, field));
    if (!id) return missing("lcd1");
    const [accuracy, flow, speed] = ["accuracy", "flow", "speed_kmh"].map((field) =>
      readNumber(record, field),
    );
    for (const figure of [accuracy, flow, speed]) if (isProblem(figure)) return { refused: figure };
    const isMeasured = accuracy !== 0;
    return {
      record: {
        externalId: [id, direction, offset].filter(Boolean).join("/"),
        roadName: readText(record, "road_name"),
        direction: direction ?? null,
        observedAt: fields.observedAt ?? null,
        flowVehiclesPerHour: isMeasured ? (flow as number | null) : null,
        // No vehicle passed: there is no speed to tell.
        speedKilometresPerHour: isMeasured && flow !== 0 ? (speed as number | null) : null,
        geom: record.geometry,
      },
    };
  },
});
