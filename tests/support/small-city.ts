import type { CityData } from "../../domain/city/city-data.ts";
import type { PolygonGeometry, Position } from "../../domain/geo/geometry.ts";
import { toDegrees } from "../../domain/geo/projection.ts";
import {
  type InterventionInput,
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
} from "../../domain/interventions/intervention.ts";
import type { PersonSeed } from "../../domain/people/seed.ts";
import { GENERATED_LAYERS } from "../../server/features/city/layer-tables.ts";
import { loadCity } from "../../server/features/city/load-city.ts";
import type { Database } from "../../server/platform/db.ts";
import { TEST_CITY } from "./test-city.ts";

/** A square kilometre of nothing in Turin: enough to save interventions on. EPSG:32632 metres. */
export const ORIGIN = { x: 396_000, y: 4_991_000, size: 1_000 } as const;
export const ROME = "Europe/Rome";

const rectangle = (x: number, y: number, width: number, height: number): PolygonGeometry => ({
  type: "Polygon",
  coordinates: [
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
      [x, y],
    ],
  ],
});

const CITY: CityData = {
  id: TEST_CITY,
  name: "Prova",
  timeZone: ROME,
  synthetic: true,
  attribution: "tests",
  geoidUndulationMetres: 50,
  extent: rectangle(ORIGIN.x, ORIGIN.y, ORIGIN.size, ORIGIN.size),
  centre: { type: "Point", coordinates: [ORIGIN.x + 500, ORIGIN.y + 500] },
  datasets: GENERATED_LAYERS.map((layer) => ({
    layer,
    title: layer,
    source: "-",
    licence: "-",
    synthetic: true,
  })),
  layers: {
    building: [],
    ground: [
      {
        id: 1,
        externalId: "ground-1",
        kind: "base",
        name: null,
        elevationMetres: 239,
        derived: false,
        geom: rectangle(ORIGIN.x, ORIGIN.y, ORIGIN.size, ORIGIN.size),
      },
    ],
    street: [],
    street_segment: [],
    address: [],
    tree: [],
    transit_line: [],
    transit_stop: [],
    utility: [],
    zone: [],
  },
  offices: [
    { id: "roads", name: "Ufficio Strade (prova)", kind: "municipal" },
    { id: "water", name: "Acquedotto (prova)", kind: "utility" },
  ],
};

export const PEOPLE: readonly PersonSeed[] = [
  { id: "planner", name: "Pianificatrice Prova", role: "planner", officeId: "roads", fictional: true },
  { id: "other", name: "Pianificatore Altro", role: "planner", officeId: "water", fictional: true },
  { id: "crew", name: "Caposquadra Prova", role: "crew_lead", officeId: "roads", fictional: true },
  { id: "official", name: "Funzionaria Prova", role: "official", officeId: "roads", fictional: true },
  { id: "citizen", name: "Cittadina Prova", role: "citizen", officeId: null, fictional: true },
  { id: "desk", name: "Sportellista Prova", role: "desk_operator", officeId: "roads", fictional: true },
  { id: "admin", name: "Amministratrice Prova", role: "administrator", officeId: "roads", fictional: true },
];

/** Loads the small city into the empty tables of a test database. */
export async function loadSmallCity(database: Database): Promise<void> {
  await database.transaction(TEST_CITY, (db) => loadCity(db, CITY, PEOPLE));
}

/** A roadwork as a planner draws it: a line from one place to another, metres from the south-west corner. */
export function roadworkAt(
  from: Position,
  to: Position,
  days: readonly [string, string],
  more: Partial<InterventionInput["phases"][number]> & {
    state?: InterventionInput["state"];
    widthMetres?: number;
  } = {},
): InterventionInput {
  const { state = "proposed", widthMetres = 2.5, ...phase } = more;
  const place = ([x, y]: Position) => toDegrees([ORIGIN.x + x, ORIGIN.y + y]);
  const line = { type: "LineString" as const, coordinates: [place(from), place(to)] };
  return {
    kind: "roadwork",
    state,
    title: "Scavo di prova",
    place: "",
    description: "",
    ...NO_INTERVENTION_DETAILS,
    phases: [
      {
        ...NO_PHASE_DETAILS,
        footprint: { kind: "line", line, widthMetres },
        startsAt: `${days[0]}T07:00:00Z`,
        endsAt: `${days[1]}T17:00:00Z`,
        vehicleImpact: "some-lanes-closed",
        hindrance: "minor",
        depthMetres: 1.2,
        ...phase,
      },
    ],
  };
}
