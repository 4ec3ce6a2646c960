/** Plans that free a whole draft of what blocks it: searched among what the rules know, then tried on the ground. */
import { addCosts, type Cost, costOf } from "../../../domain/conflicts/clearance-cost.ts";
import {
  applyPlan,
  type ClearancePlan,
  labelCommonShift,
  labelSteps,
  type PlanStep,
  toOffered,
} from "../../../domain/conflicts/clearance-plan.ts";
import {
  type KnownPhase,
  searchClearings,
  searchCommonShifts,
  sortsOf,
} from "../../../domain/conflicts/clearance-search.ts";
import { collapseKey } from "../../../domain/conflicts/counterpart.ts";
import { classOf, type Found, find } from "../../../domain/conflicts/evaluate.ts";
import type { Circumstances } from "../../../domain/conflicts/facts.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { isRefusal, type Refusal } from "../../../domain/contract/problems.ts";
import { isLive } from "../../../domain/interventions/intervention.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import type { Db } from "../../platform/db.ts";
import { prepareDraft, type Setting } from "../interventions/service.ts";
import { findCircumstances } from "./circumstances.ts";
import type { ExaminedPhase } from "./examine.ts";
import { gatherForDrawn } from "./gather-facts.ts";
import { type Draft, searchStages, type WeighedStep } from "./stage-parts.ts";

interface Candidate {
  readonly steps: readonly PlanStep[];
  readonly labels: readonly LocalizedText[];
  readonly sorts: ReadonlySet<string>;
  readonly cost: Cost;
}

interface Stuck {
  readonly phasePosition: number;
  readonly rule: string;
  readonly title: LocalizedText;
}

const MOST_PLANS = 3;
const MOST_TRIED = 10;
const MOST_OPTIONS = 4;
/** Every phase that is blocked is searched by itself; a year of mowing is moved as a whole or not at all. */
const MOST_SEARCHED = 10;
const MOST_MOVED_TOGETHER = 60;

interface Asked {
  readonly db: Db;
  readonly setting: Setting;
  readonly draft: Draft;
  readonly interventionId: string | null;
  readonly circumstances: Circumstances;
}

const isBlocking = ({ match }: Found) => match.severity === "blocking";

async function know({ db, interventionId }: Asked, phases: readonly ExaminedPhase[]): Promise<KnownPhase[]> {
  const drawn = phases.map((phase) => ({ ...phase, exceptInterventionId: interventionId }));
  const facts = await gatherForDrawn(db, RULES, drawn);
  return phases.map(({ subject }, index) => ({ subject, facts: facts[index]! }));
}

export async function searchPlans(
  db: Db,
  setting: Setting,
  { draft, interventionId }: Pick<Asked, "draft" | "interventionId">,
  nowMs: number,
): Promise<{ plans: ClearancePlan[]; stuck: Stuck[] } | Refusal<"outside-city" | "invalid-footprint">> {
  const phases = await prepareDraft(db, setting.city, draft);
  if (isRefusal(phases)) return phases;
  if (!isLive(draft.state)) return { plans: [], stuck: [] };
  const circumstances = await findCircumstances(db, { nowMs, timeZone: setting.timeZone });
  const asked = { db, setting, draft, interventionId, circumstances };
  const known = await know(asked, phases);
  const found = known.map(({ subject, facts }) => find(RULES, subject, facts, circumstances));
  const blocked = [...known.keys()].filter((index) => found[index]!.some(isBlocking));
  if (blocked.length === 0) return { plans: [], stuck: [] };

  const options: WeighedStep[][] = [];
  for (const index of blocked.length > MOST_SEARCHED ? [] : blocked) {
    options.push(await listOptions(asked, index, known[index]!));
  }
  const candidates = [...combine(asked, options), ...moveTogether(asked, known, found)].sort(
    (a, b) => a.cost.points - b.cost.points,
  );
  const plans: ClearancePlan[] = [];
  const offered: ReadonlySet<string>[] = [];
  for (const candidate of candidates.slice(0, MOST_TRIED)) {
    if (plans.length === MOST_PLANS) break;
    // One of each sort: the second cheapest of the same is no other way out.
    if (offered.some((sorts) => [...sorts].every((sort) => candidate.sorts.has(sort)))) continue;
    const plan = await tryOut(asked, candidate, found);
    if (plan === null) continue;
    plans.push(plan);
    offered.push(candidate.sorts);
  }
  const stuck =
    plans.length > 0
      ? []
      : blocked.flatMap((index, nth) => (options[nth]?.length ? [] : listStuck(index, found[index]!)));
  return { plans, stuck };
}

async function listOptions(asked: Asked, phasePosition: number, phase: KnownPhase): Promise<WeighedStep[]> {
  const { db, setting, draft, interventionId, circumstances } = asked;
  const changed = searchClearings(RULES, phase, circumstances).map(({ changes, cost }): WeighedStep => {
    const offered = toOffered(changes, phase.subject, setting.timeZone);
    return { step: { kind: "changes", phasePosition, changes: offered }, sorts: sortsOf(changes), cost };
  });
  const staged = await searchStages(
    db,
    setting.city,
    draft,
    phasePosition,
    interventionId,
    phase.subject,
    circumstances,
  );
  return [...changed, ...staged].sort((a, b) => a.cost.points - b.cost.points).slice(0, MOST_OPTIONS);
}

/** One option for each blocked phase, the cheapest together first. */
function combine({ draft, setting }: Asked, options: readonly (readonly WeighedStep[])[]): Candidate[] {
  if (options.length === 0 || options.some((some) => some.length === 0)) return [];
  let combined: WeighedStep[][] = [[]];
  for (const some of options) {
    combined = combined
      .flatMap((steps) => some.map((step) => [...steps, step]))
      .sort((a, b) => pointsOf(a) - pointsOf(b))
      .slice(0, MOST_TRIED);
  }
  return combined.map((weighed) => {
    const steps = weighed.map(({ step }) => step);
    return {
      steps,
      labels: labelSteps(steps, draft.phases.length, setting.timeZone),
      sorts: new Set(
        weighed.flatMap(({ step, sorts }) => [...sorts].map((sort) => `${step.phasePosition} ${sort}`)),
      ),
      cost: addCosts(weighed.map(({ cost }) => cost)),
    };
  });
}

const pointsOf = (steps: readonly WeighedStep[]) => steps.reduce((sum, { cost }) => sum + cost.points, 0);

/** Where there are several phases: all of them later or earlier by the same days. */
function moveTogether(
  { circumstances, setting }: Asked,
  known: readonly KnownPhase[],
  found: readonly (readonly Found[])[],
): Candidate[] {
  if (known.length < 2 || known.length > MOST_MOVED_TOGETHER) return [];
  // Those that are blocked first: a day that does not suit them is soon given up.
  const order = [...known.keys()].sort(
    (a, b) => Number(found[b]!.some(isBlocking)) - Number(found[a]!.some(isBlocking)),
  );
  const shifts = searchCommonShifts(
    RULES,
    order.map((index) => known[index]!),
    circumstances,
  );
  return shifts.map(({ days, spans }) => {
    const steps = order
      .map((phasePosition, nth): PlanStep => {
        const change = { kind: "shift" as const, days, span: spans[nth]! };
        const changes = toOffered([change], known[phasePosition]!.subject, setting.timeZone);
        return { kind: "changes", phasePosition, changes };
      })
      .sort((a, b) => a.phasePosition - b.phasePosition);
    const cost = costOf([{ kind: "shift", days, span: spans[0]! }], known[0]!.subject);
    return { steps, labels: [labelCommonShift(days)], sorts: new Set([`together ${Math.sign(days)}`]), cost };
  });
}

/** The plan as it turns out on its own ground and days, all facts gathered anew; null where something still blocks. */
async function tryOut(
  asked: Asked,
  { steps, labels, cost }: Candidate,
  before: readonly (readonly Found[])[],
): Promise<ClearancePlan | null> {
  const { db, setting, draft, circumstances } = asked;
  const changed = new Set(steps.map(({ phasePosition }) => phasePosition));
  const phases = steps.flatMap((step) => {
    const own = draft.phases[step.phasePosition]!;
    return applyPlan([own], [{ ...step, phasePosition: 0 }]);
  });
  const prepared = await prepareDraft(db, setting.city, { ...draft, phases });
  if (isRefusal(prepared)) return null;
  const known = await know(asked, prepared);
  const after = [
    ...before.filter((_, index) => !changed.has(index)).flat(),
    ...known.flatMap(({ subject, facts }) => find(RULES, subject, facts, circumstances)),
  ];
  if (after.some(isBlocking)) return null;
  const warnings = after.filter((one) => one.match.severity === "warning" && classOf(one) === "interference");
  const warning = new Set(warnings.map(({ asked: rule, match }) => collapseKey(rule.id, match.counterpart)))
    .size;
  return { steps: [...steps], labels: [...labels], cost, leaves: { blocking: 0, warning } };
}

function listStuck(phasePosition: number, found: readonly Found[]): Stuck[] {
  const rules = new Map(found.filter(isBlocking).map(({ asked }) => [asked.id, asked.title]));
  return [...rules].map(([rule, title]) => ({ phasePosition, rule, title }));
}
