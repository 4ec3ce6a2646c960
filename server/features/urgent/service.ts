import type { OwnedNetwork } from "../../../domain/city/city-data.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/contract/problems.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import type { Regularisation } from "../../../domain/interventions/regularisation.ts";
import {
  type DigHits,
  findStartProblem,
  toIntervention,
  type UrgentCause,
  type UrgentDig,
} from "../../../domain/urgent/dig.ts";
import type { Db } from "../../platform/db.ts";
import {
  type Change,
  createIntervention,
  findIntervention,
  prepareDraft,
  type Setting,
} from "../interventions/service.ts";
import { noticeUrgentDig } from "../notices/service.ts";
import * as hits from "./hits-store.ts";
import { findRegularisation } from "./regularisation.ts";

interface Asked {
  readonly id: string | null;
  readonly footprint: UrgentDig["footprint"];
  readonly span: { readonly startMs: number; readonly endMs: number };
  /** Known once somebody says what broke: its owner hears of it, whether or not we know of the pipe. */
  readonly cause: UrgentCause | null;
}

type Gathered = DigHits & { readonly neighbours: readonly hits.Neighbour[] };

/** What lies where somebody digs, and whom that concerns. */
async function gatherHits(db: Db, polygon: Buffer, { id, span, cause }: Asked): Promise<Gathered> {
  const known = await hits.listLayersKnown(db);
  const lines = await hits.listUtilities(db, polygon);
  const transit = await hits.listTransit(db, polygon);
  const segments = await hits.listSegments(db, polygon);
  const neighbours = await hits.listNeighbours(db, polygon, span, id);
  const networks = new Set<OwnedNetwork>(lines.map(({ network }) => network));
  if (cause !== null) networks.add(cause);
  if (transit.lines.length + transit.stops.length > 0) networks.add("transit");
  if (segments.length > 0) networks.add("road");
  const owners = await hits.listOwners(
    db,
    [...networks],
    neighbours.map(({ officeId }) => officeId),
  );
  return {
    utilities: { known: known.has("utility"), synthetic: known.get("utility")?.synthetic ?? false, lines },
    transit: { known: known.has("transit_line") || known.has("transit_stop"), ...transit },
    streets: { known: known.has("street_segment"), segments },
    interventions: neighbours.map(({ officeId: _, endsAt, ...neighbour }) => ({
      ...neighbour,
      endsAt: endsAt.toISOString(),
    })),
    owners: owners.map((owner) => ({
      ...owner,
      networks: owner.networks.filter((one) => networks.has(one)),
    })),
    neighbours,
  };
}

function told({ neighbours: _, ...rest }: Gathered): DigHits {
  return rest;
}

const DAY_MS = 86_400_000;

/** What a dig at this place would hit. */
export async function checkDig(
  db: Db,
  { city }: Setting,
  footprint: UrgentDig["footprint"],
  nowMs: number,
): Promise<DigHits | Refusal<"outside-city" | "invalid-footprint">> {
  const span = { startMs: nowMs, endMs: nowMs + DAY_MS };
  const draft = toIntervention({
    id: "",
    footprint,
    cause: "road",
    effect: "none",
    place: "",
    contractor: "",
    note: "",
    depthMetres: null,
    days: 1,
    startedAt: new Date(nowMs).toISOString(),
  });
  const phases = await prepareDraft(db, city, draft);
  if (isRefusal(phases)) return inField(phases);
  return told(await gatherHits(db, phases[0]!.polygon, { id: null, footprint, span, cause: null }));
}

/** A dig has one footprint and no phases: what is wrong with the one is told of the other. */
function inField<R extends Refusal>(refusal: R): R {
  const errors = refusal.errors?.map((error) => ({
    ...error,
    field: error.field.replace(/^phases\.0\.|^phases$/, (found) => (found === "phases" ? "footprint" : "")),
  }));
  return { ...refusal, ...(errors === undefined ? {} : { errors }) };
}

const REFUSALS = ["id-taken", "outside-city", "invalid-footprint"] as const;
type DigRefusal = Refusal<(typeof REFUSALS)[number]>;

/** @throws when a dig, which is always of one shape, is refused as no dig can be */
function expectRefusal(refusal: Refusal): DigRefusal {
  if ((REFUSALS as readonly string[]).includes(refusal.refusal)) return refusal as DigRefusal;
  throw new Error(`an urgent dig was refused: ${JSON.stringify(refusal)}`);
}

interface Started {
  readonly intervention: Intervention;
  readonly hits: DigHits;
  readonly regularisation: Regularisation;
}

/** Saves the dig, tells the owners, starts its clock; sent again, it gives the same answer and tells nobody. */
export async function startUrgentDig(
  db: Db,
  setting: Setting,
  dig: UrgentDig,
  officeId: string,
  change: Change,
): Promise<Started | Refusal<"bad-input" | "id-taken" | "outside-city" | "invalid-footprint">> {
  const { nowMs } = change;
  const problem = findStartProblem(dig.startedAt, nowMs);
  if (problem !== null) return refuse("bad-input", { errors: [{ field: "startedAt", message: problem }] });
  const input = toIntervention(dig);
  const outcome = await createIntervention(db, setting, dig.id, input, officeId, change);
  if (isRefusal(outcome)) return inField(expectRefusal(outcome));
  const startedAt = new Date(dig.startedAt);
  const phases = await prepareDraft(db, setting.city, input);
  if (isRefusal(phases)) throw new Error(`a dig that was saved is refused: ${phases.refusal}`);
  const span = { startMs: startedAt.getTime(), endMs: startedAt.getTime() + dig.days * DAY_MS };
  const found = await gatherHits(db, phases[0]!.polygon, { ...dig, span });
  if (outcome === "created") {
    const offices = found.owners
      .filter(({ id }) => id !== officeId)
      .map(({ id, networks }) => ({
        officeId: id,
        networks,
        ownId: found.neighbours.find((neighbour) => neighbour.officeId === id)?.id ?? null,
      }));
    await noticeUrgentDig(db, dig.id, offices, new Date(nowMs));
  }
  const intervention = await findIntervention(db, setting, dig.id, nowMs);
  const regularisation = await findRegularisation(db, dig.id);
  if (intervention === null || regularisation === null) {
    return refuse("id-taken", { errors: [{ field: "id", message: "was deleted since" }] });
  }
  return { intervention, hits: told(found), regularisation };
}
