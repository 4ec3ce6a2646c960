/** What changed about a finding since it was judged, to be said in words. */
import { z } from "zod";
import { SEVERITIES, type Severity } from "../conflicts/finding.ts";
import { instantSchema } from "../scalars.ts";

const severity = z.enum(SEVERITIES);
const weight = z.enum(["heavy", "light"]);
const period = z.object({ startsAt: instantSchema, endsAt: instantSchema });
const version = z.number().int();

export const differenceSchema = z
  .discriminatedUnion("what", [
    z.object({ what: z.literal("dates"), from: period, to: period }),
    z.object({ what: z.literal("severity"), from: severity, to: severity }),
    z.object({ what: z.literal("weight"), from: weight, to: weight }),
    z.object({ what: z.literal("rule"), from: version, to: version }),
    z.object({ what: z.literal("ground") }),
  ])
  .meta({ id: "FindingDifference" });
export type Difference = z.infer<typeof differenceSchema>;

/** A finding as it is kept: facts are the same exactly while their fingerprint is. */
export interface FindingFacts {
  readonly ruleVersion: number;
  readonly severity: Severity;
  readonly weight: "heavy" | "light";
  readonly startsAt: string;
  readonly endsAt: string;
  readonly fingerprint: string | null;
}

/** A fingerprint begins with rule version, severity, weight, start and end; the mark of the ground follows. */
const GROUND_AT = 5;
const groundOf = (fingerprint: string | null) => fingerprint?.split(" ").slice(GROUND_AT).join(" ");

const at = (instant: string) => new Date(instant).toISOString();

export function listDifferences(judged: FindingFacts, now: FindingFacts): Difference[] {
  if (judged.fingerprint === now.fingerprint) return [];
  const from = { startsAt: at(judged.startsAt), endsAt: at(judged.endsAt) };
  const to = { startsAt: at(now.startsAt), endsAt: at(now.endsAt) };
  const found: Difference[] = [];
  if (from.startsAt !== to.startsAt || from.endsAt !== to.endsAt) found.push({ what: "dates", from, to });
  if (judged.severity !== now.severity) {
    found.push({ what: "severity", from: judged.severity, to: now.severity });
  }
  if (judged.weight !== now.weight) found.push({ what: "weight", from: judged.weight, to: now.weight });
  if (judged.ruleVersion !== now.ruleVersion) {
    found.push({ what: "rule", from: judged.ruleVersion, to: now.ruleVersion });
  }
  if (groundOf(judged.fingerprint) !== groundOf(now.fingerprint)) found.push({ what: "ground" });
  return found;
}
