import type { Access } from "../../domain/contract/endpoint.ts";
import { listImports } from "../../domain/imports/contract.ts";
import { listInterventions } from "../../domain/interventions/list-contract.ts";
import { listOfficeFindings } from "../../domain/judgements/contract.ts";
import { getOpenData } from "../../domain/open-data/contract.ts";
import { placeRows } from "../../domain/row-imports/contract.ts";
import { listRuleParameters } from "../../domain/rules-catalogue/contract.ts";
import { startUrgentDig } from "../../domain/urgent/contract.ts";

interface Page {
  readonly name: "map" | "urgent" | "interventions" | "findings" | "rows" | "imports" | "openData" | "rules";
  readonly path: string;
  /** Who has any use for it. */
  readonly access: Access;
}

/** Every screen that one may go to by itself, in the order of the menu. */
export const PAGES: readonly Page[] = [
  { name: "map", path: "/", access: "anyone" },
  { name: "urgent", path: "/urgent", access: startUrgentDig.access },
  { name: "interventions", path: "/interventions", access: listInterventions.access },
  { name: "findings", path: "/findings", access: listOfficeFindings.access },
  { name: "rows", path: "/rows", access: placeRows.access },
  { name: "rules", path: "/rules", access: listRuleParameters.access },
  { name: "imports", path: "/imports", access: listImports.access },
  { name: "openData", path: "/open-data", access: getOpenData.access },
];
