/** Rows of a sheet saved as a planner's interventions are; or only asked what saving them would meet. */
import { isRefusal, type Refusal } from "../../../domain/contract/problems.ts";
import { toMetres } from "../../../domain/geo/projection.ts";
import type { Footprint, InterventionInput } from "../../../domain/interventions/intervention.ts";
import type { RowOutcome } from "../../../domain/row-imports/contract.ts";
import type { Db } from "../../platform/db.ts";
import { type GroundBox, lockGround } from "../conflicts/service.ts";
import {
  type Change,
  createIntervention,
  findIntervention,
  type Setting,
  updateIntervention,
} from "../interventions/service.ts";
import { keepPoint, returnToPoint } from "./point-store.ts";

export interface RowToSave {
  readonly id: string;
  readonly version: number | null;
  readonly intervention: InterventionInput;
}

/**
 * Each row by itself: what is refused is undone and holds up no other. With `dryRun` all is undone in the end, so that
 * what is told is what the same rules would record, findings between the rows included.
 */
export async function saveRows(
  db: Db,
  setting: Setting,
  rows: readonly RowToSave[],
  officeId: string,
  change: Change,
  dryRun: boolean,
): Promise<RowOutcome[]> {
  // All ground in one order first: two batches that took it row by row could wait for each other.
  await lockGround(
    db,
    rows.flatMap(({ intervention }) => intervention.phases.map(({ footprint }) => boxOf(footprint))),
  );
  if (dryRun) await keepPoint(db, "dry_run");
  const refusals = new Map<string, Refusal>();
  for (const { id, version, intervention } of rows) {
    await keepPoint(db, "one_row");
    const outcome =
      version === null
        ? await createIntervention(db, setting, id, intervention, officeId, change)
        : await updateIntervention(db, setting, id, version, intervention, change);
    if (!isRefusal(outcome)) continue;
    await returnToPoint(db, "one_row");
    refusals.set(id, outcome);
  }
  const outcomes: RowOutcome[] = [];
  for (const { id } of rows) {
    const refusal = refusals.get(id);
    const saved = refusal === undefined ? await findIntervention(db, setting, id, change.nowMs) : null;
    outcomes.push({
      id,
      version: saved?.version ?? null,
      problem:
        refusal === undefined
          ? saved === null
            ? { code: "id-taken", detail: "deleted since" }
            : null
          : toProblem(refusal),
      findings: (saved?.findings ?? []).map(({ severity, class: of, title, counterpart }) => ({
        severity,
        class: of,
        title,
        counterpart,
      })),
    });
  }
  if (dryRun) await returnToPoint(db, "dry_run");
  return outcomes;
}

function toProblem({ refusal, detail, errors }: Refusal): RowOutcome["problem"] {
  return {
    code: refusal,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
}

/** EPSG:32632 metres around what was drawn, its width included. */
function boxOf(footprint: Footprint): GroundBox {
  const [points, margin] =
    footprint.kind === "line"
      ? [footprint.line.coordinates, footprint.widthMetres / 2]
      : [footprint.polygon.coordinates.flat(), 0];
  const places = points.map(toMetres);
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  return [
    Math.min(...xs) - margin,
    Math.min(...ys) - margin,
    Math.max(...xs) + margin,
    Math.max(...ys) + margin,
  ];
}
