/**
 * Every number that a rule reads, with its default, bounds and source. A city's own values are versions kept in its
 * database (`rule_parameter`); rules are handed what holds in `circumstances.parameters` and read nothing else.
 */
import { crowdParameters } from "./crowd.ts";
import { noiseParameters } from "./noise.ts";
import { pairParameters } from "./pairs.ts";
import type { Parameter, ParameterUnit } from "./parameter.ts";
import { placeParameters } from "./places.ts";
import { siteParameters } from "./sites.ts";
import { termParameters } from "./terms.ts";
import { treeParameters } from "./trees.ts";
import { widthParameters } from "./widths.ts";

const TABLE = {
  ...pairParameters,
  ...treeParameters,
  ...siteParameters,
  ...widthParameters,
  ...termParameters,
  ...noiseParameters,
  ...crowdParameters,
  ...placeParameters,
};

export type ParameterId = keyof typeof TABLE;
export type ParameterValues = Readonly<Record<ParameterId, number>>;

export const PARAMETERS: Readonly<Record<ParameterId, Parameter>> = TABLE;
export const PARAMETER_IDS = Object.keys(TABLE) as [ParameterId, ...ParameterId[]];

/** What holds in a city that has set nothing. */
export const DEFAULT_PARAMETERS = Object.fromEntries(
  PARAMETER_IDS.map((id) => [id, PARAMETERS[id].value]),
) as ParameterValues;

/** Defaults, and over them what the city has set. Values of a parameter that is no more are left out. */
export function withOwnValues(
  own: Iterable<{ readonly id: string; readonly value: number }>,
): ParameterValues {
  const values: Record<ParameterId, number> = { ...DEFAULT_PARAMETERS };
  for (const { id, value } of own) if (id in values) values[id as ParameterId] = value;
  return values;
}

/** Units that are counted, not measured. */
const WHOLE: readonly ParameterUnit[] = [
  "days",
  "months",
  "hours",
  "minuteOfDay",
  "monthDay",
  "persons",
  "count",
];

/** Why a city may not set this value; null where it may. */
export function findValueProblem(id: ParameterId, value: number): string | null {
  const { least, most, unit } = PARAMETERS[id];
  if (!(value >= least && value <= most)) return `must be between ${least} and ${most}`;
  return WHOLE.includes(unit) && !Number.isInteger(value) ? "must be a whole number" : null;
}

/** What a rule reads, as a text that changes with it: findings by other values are to be computed again. */
export function digestOf(reads: readonly ParameterId[], values: ParameterValues): string {
  return reads
    .filter((id) => values[id] !== DEFAULT_PARAMETERS[id])
    .map((id) => `${id}=${values[id]}`)
    .join(",");
}
