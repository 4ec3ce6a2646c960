import type { Position } from "../../domain/geo/geometry.ts";
import type { ImportedLayer, MappedRecord, MappingOutcome } from "../../domain/imports/mapping.ts";
import type { Derivation } from "../../server/features/imports/derivations.ts";
import type { ImportPlan, PlannedDataset } from "../../server/features/imports/import-plan.ts";
import {
  type ImportRequest,
  type ImportSummary,
  runImport,
} from "../../server/features/imports/run-import.ts";
import type { Database } from "../../server/platform/db.ts";
import { TEST_CITY } from "./test-city.ts";

/** A place in Turin's centre, EPSG:32632. */
export const CENTRE = { x: 396_000, y: 4_991_000 } as const;
export const TURIN = [7.57, 45.0, 7.78, 45.15] as const;

interface DatasetOptions {
  readonly srid?: number;
  readonly onlyWhereLacking?: boolean;
  readonly clipToCity?: boolean;
  /** Called before each record is given. */
  readonly before?: (number: number, signal: AbortSignal) => Promise<void>;
}

/** A source whose records stand in the test. */
export function datasetOf<L extends ImportedLayer>(
  id: string,
  layer: L,
  records: Iterable<MappedRecord<L>>,
  { srid = 32632, onlyWhereLacking = false, clipToCity = false, before }: DatasetOptions = {},
): PlannedDataset {
  return {
    terms: {
      id,
      layer,
      title: id,
      source: "tests",
      publisher: null,
      licence: "-",
      attribution: null,
      synthetic: true,
      derived: false,
      assumptions: [],
      file: null,
      format: null,
      crs: null,
    },
    onlyWhereLacking,
    clipToCity,
    open: async ({ signal, onRecord }) => ({
      srid,
      records: (async function* () {
        let number = 0;
        for (const record of records) {
          number += 1;
          await before?.(number, signal);
          onRecord(number);
          yield { record, number, line: number + 1 } as MappingOutcome<L> & { number: number };
        }
      })() as never,
    }),
  };
}

export function planOf(
  datasets: readonly PlannedDataset[],
  extent: "stated" | "unknown" = "stated",
): ImportPlan {
  return {
    city: {
      id: TEST_CITY,
      name: "Prova",
      timeZone: "Europe/Rome",
      geoidUndulationMetres: 50,
      attribution: "tests",
      synthetic: true,
      ...(extent === "stated" ? { extent: [...TURIN] } : {}),
    },
    datasets,
  };
}

const NO_DERIVATIONS: readonly Derivation[] = [];

/** Imports into the test city as the terminal does. */
export function importInto(
  database: Database,
  homeFolder: string,
  datasets: readonly PlannedDataset[],
  more: Partial<ImportRequest> = {},
): Promise<ImportSummary> {
  return runImport({
    database,
    plan: planOf(datasets),
    homeFolder,
    source: "tests",
    startedBy: null,
    signal: new AbortController().signal,
    people: { offices: [], people: [] },
    derivations: NO_DERIVATIONS,
    ...more,
  });
}

export function libraryAt(externalId: string, [x, y]: Position, name = externalId): MappedRecord<"facility"> {
  return {
    externalId,
    kind: "library",
    name,
    address: null,
    pupils: null,
    geom: { type: "Point", coordinates: [x, y] },
  };
}

/** `count` libraries, five metres apart. */
export function* libraries(count: number, name = "biblioteca"): Generator<MappedRecord<"facility">> {
  for (let index = 0; index < count; index += 1) {
    const place = [CENTRE.x + 5 * (index % 100), CENTRE.y + 5 * Math.floor(index / 100)] as const;
    yield libraryAt(`lib-${index}`, place, `${name} ${index}`);
  }
}

/** A house on a ring of corners, metres from CENTRE. */
export function houseOn(
  externalId: string,
  ring: readonly (readonly [number, number])[],
  heightMetres: number | null = 10,
): MappedRecord<"building"> {
  return {
    externalId,
    baseMetres: null,
    heightMetres,
    heightSource: heightMetres === null ? "unknown" : "surveyed",
    name: null,
    clearHeightMetres: 0,
    use: "residential",
    floors: null,
    yearBuilt: null,
    geom: { type: "Polygon", coordinates: [ring.map(([x, y]) => [CENTRE.x + x, CENTRE.y + y] as const)] },
  };
}

/** A closed square, metres from CENTRE. */
export function square(x: number, y: number, size: number): readonly (readonly [number, number])[] {
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
}
