/** The filters of `/findings` as the address holds them; what is not understood counts as absent. */
import { z } from "zod";
import { SEVERITIES, type Severity } from "../../../domain/conflicts/finding.ts";
import { FINDING_STATUS_FILTERS, type FindingStatusFilter } from "../../../domain/judgements/contract.ts";

export interface FindingFilters {
  readonly status: FindingStatusFilter;
  /** None: all. */
  readonly severities: readonly Severity[];
}

const text = z.string().optional().catch(undefined);
/** `v`: what the page shows, findings unless it says `proposals`. */
export const findingSearchSchema = z.object({ f: text, sev: text, v: text });
export type FindingSearch = z.output<typeof findingSearchSchema>;

export function readFilters({ f, sev }: FindingSearch): FindingFilters {
  return {
    status: FINDING_STATUS_FILTERS.find((one) => one === f) ?? "open",
    severities: SEVERITIES.filter((one) => sev?.split(",").includes(one)),
  };
}

export function writeFilters({ status, severities }: FindingFilters): FindingSearch {
  return {
    ...(status === "open" ? {} : { f: status }),
    ...(severities.length === 0 ? {} : { sev: severities.join(",") }),
  } as FindingSearch;
}
