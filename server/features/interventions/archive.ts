/** What is over, taken into the record many at once: it takes no ground any more, so no rule is asked about it. */
import { randomUUID } from "node:crypto";
import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { type InterventionInput, isLive } from "../../../domain/interventions/intervention.ts";
import { recordChanges } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { insertArchived } from "./archive-store.ts";
import type { Change, Setting } from "./service.ts";
import { prepareGround } from "./store.ts";

export interface ArchivedIntervention {
  readonly id: string;
  readonly officeId: string;
  /** Of one phase, in a state that takes no ground. */
  readonly input: InterventionInput;
}

type ArchiveRefusal = Refusal<"outside-city" | "invalid-footprint" | "id-taken">;

/** Half a square decimetre, as for what a planner draws. */
const LEAST_SQUARE_METRES = 0.05;

/**
 * Saves interventions of the past with their audit, in three statements. In the order given: null where one was saved,
 * else why not. @throws when one still takes ground, or has not one phase
 */
export async function recordArchived(
  db: Db,
  { city }: Setting,
  archived: readonly ArchivedIntervention[],
  { actor, requestId, nowMs }: Change,
): Promise<(ArchiveRefusal | null)[]> {
  const wrong = archived.find(({ input }) => isLive(input.state) || input.phases.length !== 1);
  if (wrong)
    throw new Error(
      `expected one phase that is over, got ${wrong.input.state} of ${wrong.input.phases.length}`,
    );
  if (archived.length === 0) return [];
  const grounds = await prepareGround(
    db,
    city,
    archived.map(({ input }) => input.phases[0]!),
  );
  const outcomes: (ArchiveRefusal | null)[] = grounds.map((ground) => {
    const errors = (message: string) => ({ errors: [{ field: "phases.0.footprint", message }] });
    if (!ground.valid) return refuse("invalid-footprint", errors(ground.reason));
    if (ground.squareMetres < LEAST_SQUARE_METRES)
      return refuse("invalid-footprint", errors("takes no ground"));
    return ground.insideCity ? null : refuse("outside-city", errors("reaches outside the city's extent"));
  });
  const good = archived.flatMap((one, index) =>
    outcomes[index] === null
      ? [{ ...one, phaseId: one.input.phases[0]!.id ?? randomUUID(), ground: grounds[index]! }]
      : [],
  );
  const taken = new Set(await insertArchived(db, good, new Date(nowMs)));
  await recordChanges(
    db,
    good
      .filter(({ id }) => !taken.has(id))
      .map(({ id, input }) => ({
        nowMs,
        actorId: actor.id,
        action: "create",
        entity: "intervention",
        entityId: id,
        before: null,
        after: input,
        requestId,
      })),
  );
  return archived.map(({ id }, index) =>
    taken.has(id)
      ? refuse("id-taken", { errors: [{ field: "id", message: "already names another intervention" }] })
      : outcomes[index]!,
  );
}
