import type { Collection } from "../../../domain/open-data/collections.ts";
import { PUBLIC_STATES } from "../../../domain/open-data/public-interventions.ts";

/** Where a collection's rows come from, in SQL. Every name in it is a constant of the project. */
export interface CollectionSource {
  readonly from: string;
  readonly id: string;
  readonly idType: "integer" | "uuid";
  readonly geometry: string;
  /** Null where features stand always. */
  readonly during: string | null;
  readonly condition: string;
  /** By the field's name. */
  readonly columns: Readonly<Record<string, string>>;
}

const STATES = PUBLIC_STATES.map((state) => `'${state}'`).join(", ");
const DECIDED = `NOT phase.removed AND intervention.deleted_at IS NULL AND intervention.state IN (${STATES})`;

/** Called off when they had been approved already: whoever had heard of them is to hear of that too. */
export const PUBLIC_CANCELLATIONS = `(NOT phase.removed AND intervention.deleted_at IS NULL
  AND intervention.state = 'cancelled' AND EXISTS (SELECT 1 FROM audit_entry
    WHERE entity = 'intervention' AND entity_id = intervention.id::text AND action = 'transition'
      AND after->>'verb' = 'cancel' AND before->>'state' IN ('approved', 'handedOver')))`;

/** Minutes since midnight as 08:00, and 24:00 where work goes on to the end of the day. */
const asClock = (minute: string) => `to_char(make_interval(mins => ${minute}), 'HH24:MI')`;

/** Phases of interventions that are a public fact. */
export const DECIDED_PHASES = {
  from: `phase JOIN intervention ON intervention.id = phase.intervention_id
    JOIN office ON office.id = intervention.office_id`,
  id: "phase.id",
  idType: "uuid",
  geometry: "phase.geom",
  during: "phase.during",
  condition: DECIDED,
  columns: {
    interventionId: "intervention.id::text",
    kind: "intervention.kind",
    state: "intervention.state",
    place: "intervention.place",
    office: "office.name",
    startsAt: "lower(phase.during)",
    endsAt: "upper(phase.during)",
    dailyFrom: asClock("lower(phase.daily_minutes)"),
    dailyTo: asClock("upper(phase.daily_minutes)"),
    weekdays: "phase.weekdays",
    vehicleImpact: "phase.vehicle_impact",
    hindrance: "phase.hindrance",
    footwayWidthMetres: "phase.footway_width_metres",
    carriagewayWidthMetres: "phase.carriageway_width_metres",
    synthetic: "intervention.synthetic",
  },
} as const satisfies CollectionSource;

export function sourceOf({ id, layer, fields }: Collection): CollectionSource {
  if (id === "detours") {
    return {
      ...DECIDED_PHASES,
      geometry: "phase.detour",
      condition: `${DECIDED} AND phase.detour IS NOT NULL`,
    };
  }
  if (layer === null) return DECIDED_PHASES;
  return {
    from: layer,
    id: `${layer}.id`,
    idType: "integer",
    geometry: `${layer}.geom`,
    during: null,
    condition: "true",
    columns: Object.fromEntries(fields.map(({ name }) => [name, `${layer}.${toColumn(name)}`])),
  };
}

/** A field is named as its column is, as each side writes names: heightMetres, height_metres. */
function toColumn(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
