import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import type {
  NoDigPeriod,
  NoDigPeriodInput,
  NoDigPeriodVersion,
  PeriodArea,
} from "../../../domain/no-dig-periods/contract.ts";
import type { Actor } from "../../platform/actor.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./store.ts";

export const findNoDigDigest = store.findDigest;
export const listPeriodAreas = store.listAreas;

function toVersion({
  id: _,
  yearly,
  fromDay,
  toDay,
  at,
  ...row
}: store.PeriodVersionRow): NoDigPeriodVersion {
  return {
    ...row,
    season: yearly ? { kind: "yearly", fromDay, toDay } : { kind: "once", from: fromDay, to: toDay },
    at: at.toISOString(),
  };
}

/** Every period with its history, by name. */
export async function listPeriods(db: Db): Promise<NoDigPeriod[]> {
  const byId = new Map<string, NoDigPeriodVersion[]>();
  for (const row of await store.listVersions(db)) {
    const versions = byId.get(row.id);
    if (versions) versions.push(toVersion(row));
    else byId.set(row.id, [toVersion(row)]);
  }
  return [...byId]
    .map(([id, versions]) => ({ id, versions }))
    .sort((a, b) => a.versions[0]!.name.localeCompare(b.versions[0]!.name) || (a.id < b.id ? -1 : 1));
}

interface By {
  readonly actor: Pick<Actor, "id" | "officeId">;
  readonly requestId: string;
  readonly nowMs: number;
}

const areaKey = ({ sort, key }: Pick<PeriodArea, "sort" | "key">) => `${sort} ${key}`;

const keysOf = (areas: readonly Pick<PeriodArea, "sort" | "key">[]) =>
  [...new Set(areas.map(areaKey))].sort().join();

/** Adds a period, or sets it as the version after the one that was seen; the same areas keep their ground of then. */
export async function setPeriod(
  db: Db,
  id: string,
  { version: seen, season, areas: asked, ...said }: NoDigPeriodInput,
  { actor, requestId, nowMs }: By,
): Promise<NoDigPeriod | Refusal<"version-conflict" | "bad-input">> {
  const find = async () => (await listPeriods(db)).find((one) => one.id === id);
  const before = (await find())?.versions[0] ?? null;
  if ((before?.version ?? 0) !== seen) return refuse("version-conflict");
  const same = before !== null && keysOf(before.areas) === keysOf(asked);
  const offered = same ? before.areas : await store.listAreas(db);
  const known = new Map(offered.map((area) => [areaKey(area), area]));
  const unknown = asked.findIndex((area) => !known.has(areaKey(area)));
  if (unknown >= 0) {
    return refuse("bad-input", {
      errors: [{ field: `areas.${unknown}.key`, message: "names no zone of this city" }],
    });
  }
  const areas = [...new Map(asked.map((area) => [areaKey(area), known.get(areaKey(area))!])).values()];
  const version = seen + 1;
  const row = {
    id,
    version,
    ...said,
    kinds: [...new Set(said.kinds)],
    areas,
    yearly: season.kind === "yearly",
    fromDay: season.kind === "yearly" ? season.fromDay : season.from,
    toDay: season.kind === "yearly" ? season.toDay : season.to,
    authorId: actor.id,
    officeId: actor.officeId,
    at: new Date(nowMs),
  };
  if (!(await store.insertVersion(db, row, same))) return refuse("version-conflict");
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: before === null ? "create" : "update",
    entity: "no_dig_period",
    entityId: id,
    before,
    after: { version, ...said, season, areas },
    requestId,
  });
  return (await find())!;
}
