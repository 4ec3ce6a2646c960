import { type Facts, NO_FACTS } from "../../../domain/conflicts/facts.ts";
import { SEVERITIES, type Severity } from "../../../domain/conflicts/finding.ts";
import type { AnyRule } from "../../../domain/conflicts/rule.ts";

/** How grave its findings are, as its own examples show. */
export function severitiesOf(rule: AnyRule): Severity[] {
  const found = rule.examples.conflict.flatMap(({ subject, facts, circumstances }) =>
    rule.check(subject, { ...NO_FACTS, ...facts } as Facts, circumstances).map(({ severity }) => severity),
  );
  return SEVERITIES.filter((severity) => found.includes(severity));
}
