import * as contract from "../../../domain/interventions/list-contract.ts";
import { implement } from "../../platform/implement.ts";
import { type ExportSetting, exportTable } from "./export-table.ts";
import { listPage } from "./table.ts";
import { listChoosableZones, listOfficesWithWorks } from "./table-store.ts";

export function tableRoutes(setting: ExportSetting) {
  return [
    implement(contract.listInterventions)(({ db, query, nowMs }) => listPage(db, query, nowMs)),

    implement(contract.listInterventionFilters)(async ({ db }) => ({
      offices: await listOfficesWithWorks(db),
      zones: await listChoosableZones(db),
    })),

    implement(contract.exportInterventionsCsv)(({ db, query, nowMs }) =>
      exportTable(setting, db, "csv", query, nowMs),
    ),

    implement(contract.exportInterventionsXlsx)(({ db, query, nowMs }) =>
      exportTable(setting, db, "xlsx", query, nowMs),
    ),

    implement(contract.exportInterventionsGeoJson)(({ db, query, nowMs }) =>
      exportTable(setting, db, "geojson", query, nowMs),
    ),
  ];
}
