import {
  DEFAULT_PARAMETERS,
  findValueProblem,
  PARAMETER_IDS,
  type ParameterId,
  type ParameterValues,
  withOwnValues,
} from "../../../domain/conflicts/parameters/parameters.ts";
import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import type { RuleParameter } from "../../../domain/rules-catalogue/contract.ts";
import type { Actor } from "../../platform/actor.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./store.ts";

/** What the rules read in this city. */
export async function findParameterValues(db: Db): Promise<ParameterValues> {
  return withOwnValues(await store.listOwnValues(db));
}

/** Every parameter with its history. */
export async function listParameters(db: Db): Promise<RuleParameter[]> {
  const rows = await store.listVersions(db);
  return PARAMETER_IDS.map((id) => {
    const versions = rows
      .filter(({ parameter }) => parameter === id)
      .map(({ parameter: _, at, ...row }) => ({ ...row, at: at.toISOString() }));
    const [newest] = versions;
    return {
      id,
      value: newest?.value ?? DEFAULT_PARAMETERS[id],
      version: newest?.version ?? 0,
      confirmed: newest?.confirmed ?? false,
      versions,
    };
  });
}

interface Setting {
  readonly version: number;
  readonly value: number;
  readonly source: string;
  readonly confirmed: boolean;
}

interface By {
  readonly actor: Pick<Actor, "id" | "officeId">;
  readonly requestId: string;
  readonly nowMs: number;
}

/** Sets a parameter as the version after the one that was seen. */
export async function setParameter(
  db: Db,
  id: ParameterId,
  { version: seen, ...setting }: Setting,
  { actor, requestId, nowMs }: By,
): Promise<RuleParameter | Refusal<"version-conflict" | "bad-input">> {
  const problem = findValueProblem(id, setting.value);
  if (problem !== null) return refuse("bad-input", { errors: [{ field: "value", message: problem }] });
  const find = async () => (await listParameters(db)).find((one) => one.id === id)!;
  const before = await find();
  if (before.version !== seen) return refuse("version-conflict");
  const written = await store.insertVersion(db, {
    parameter: id,
    version: seen + 1,
    ...setting,
    authorId: actor.id,
    officeId: actor.officeId,
    at: new Date(nowMs),
  });
  if (!written) return refuse("version-conflict");
  const { value, confirmed } = before;
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "update",
    entity: "rule_parameter",
    entityId: id,
    before: { version: seen, value, confirmed },
    after: { version: seen + 1, ...setting },
    requestId,
  });
  return find();
}
