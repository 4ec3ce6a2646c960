/** Rules as a text that tells what findings were made by, and which of them two such texts differ in. */
import { digestOf, type ParameterValues } from "../../../domain/conflicts/parameters/parameters.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { INTERVENTION_KINDS, type InterventionKind } from "../../../domain/interventions/intervention.ts";
import type { Db } from "../../platform/db.ts";
import { findNoDigDigest } from "../no-dig-periods/service.ts";
import { findParameterValues } from "../rules-catalogue/service.ts";

/**
 * Rules, their versions, and what they read that this city sets: values, and its no-dig periods.
 * @param periods tells one state of the periods from another; empty: none is on record
 */
export function present(values: ParameterValues, periods: string): string {
  return RULES.map(({ id, version, reads, needs }) => {
    const digest = needs.includes("noDigPeriods") ? periods : digestOf(reads, values);
    return digest === "" ? `${id}@${version}` : `${id}@${version}(${digest})`;
  }).join(" ");
}

/** What this city's rules are now. */
export async function findPresentRules(db: Db): Promise<string> {
  return present(await findParameterValues(db), await findNoDigDigest(db));
}

const byRule = (text: string) =>
  new Map(text.split(" ").map((made) => [made.slice(0, made.indexOf("@")), made] as const));
const versionOf = (made: string | undefined) => made?.split("(")[0];

/** Ids of the rules whose kept findings may be others by `to` than by `from` (null: by nothing known). */
export function listTouchedRules(from: string | null, to: string): string[] {
  const [before, after] = [byRule(from ?? ""), byRule(to)];
  const keptNowhere = new Set(RULES.filter(({ recorded }) => recorded === false).map(({ id }) => id));
  return [...new Set([...after.keys(), ...before.keys()])].filter((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    // What is kept nowhere cannot be out of date, but for what an earlier version kept.
    return keptNowhere.has(id)
      ? was !== undefined && versionOf(was) !== versionOf(is)
      : id !== "" && was !== is;
  });
}

/** Kinds that these rules ask about; all of them where a rule is another than before: any may have a finding of it. */
export function listTouchedKinds(
  ruleIds: readonly string[],
  from: string | null,
  to: string,
): readonly InterventionKind[] {
  const [before, after] = [byRule(from ?? ""), byRule(to)];
  const rules = RULES.filter(({ id }) => ruleIds.includes(id));
  const isSameRule = (id: string) => versionOf(before.get(id)) === versionOf(after.get(id));
  if (rules.length < ruleIds.length || !ruleIds.every(isSameRule)) return INTERVENTION_KINDS;
  return INTERVENTION_KINDS.filter((kind) => rules.some((rule) => rule.appliesTo.includes(kind)));
}
