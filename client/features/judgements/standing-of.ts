import type { Finding } from "../../../domain/conflicts/finding.ts";
import type { JudgedFinding, Standing } from "../../../domain/judgements/contract.ts";
import { JUDGEMENT_STATUSES } from "../../../domain/judgements/verdict.ts";

const urgency = ({ status }: Standing) => JUDGEMENT_STATUSES.indexOf(status);

/** Of several findings told as one card: for each office the standing that asks for most. */
export function foldStandings(judged: readonly JudgedFinding[]): Standing[] {
  const found = new Map<string, Standing>();
  for (const standing of judged.flatMap(({ standings }) => standings)) {
    const known = found.get(standing.office.id);
    if (known === undefined || urgency(standing) < urgency(known)) found.set(standing.office.id, standing);
  }
  return [...found.values()];
}

/** Accepted by that office, and still as it was accepted. */
export function isAccepted(judged: JudgedFinding | undefined, officeId: string | null): boolean {
  const own = judged?.standings.find(({ office }) => office.id === officeId);
  return own?.status === "judged" && own.judgement?.verdict === "accept";
}

/** Those that are to be seen, and those that the office has accepted; without an office nothing hides. */
export function partAccepted(
  findings: readonly Finding[],
  judged: ReadonlyMap<string, JudgedFinding>,
  officeId: string | null,
): { readonly shown: Finding[]; readonly accepted: Finding[] } {
  const hides = ({ id }: Finding) => id !== null && isAccepted(judged.get(id), officeId);
  return { shown: findings.filter((one) => !hides(one)), accepted: findings.filter(hides) };
}
