import type { AnyMapping, MappingContext } from "./mapping.ts";
import type { SourceGeometry, SourceRecord } from "./source-record.ts";

export function sourceRecord(
  number: number,
  properties: SourceRecord["properties"],
  geometry: SourceGeometry | null = { type: "Point", coordinates: [7.68, 45.07] },
): SourceRecord {
  return { number, geometry, properties };
}

/** What a mapping makes of records: one list, of things made and of refusals. */
export async function mapRecords(
  mapping: AnyMapping,
  records: readonly SourceRecord[],
  context: Partial<MappingContext> = {},
) {
  const whole: MappingContext = { datasetId: "test", fields: {}, companions: new Map(), ...context };
  // biome-ignore lint/suspicious/noExplicitAny: outcomes of any layer
  const outcomes: any[] = [];
  if ("mapAll" in mapping) {
    const source = async function* () {
      yield* records;
    };
    for await (const outcome of mapping.mapAll(source(), whole)) outcomes.push(outcome);
  } else {
    for (const record of records) {
      const made = mapping.map(record, whole);
      outcomes.push(...(Array.isArray(made) ? made : [made]));
    }
  }
  return {
    records: outcomes.filter((outcome) => "record" in outcome).map((outcome) => outcome.record),
    refused: outcomes.filter((outcome) => "refused" in outcome).map((outcome) => outcome.refused),
    remarks: outcomes.flatMap((outcome) => outcome.remarks ?? []),
  };
}
