import { getClock } from "../../../domain/clock/contract.ts";
import { parseExtent } from "../../../domain/contract/parameters.ts";
import { implement } from "../../platform/implement.ts";
import type { FindHoliday } from "./holidays.ts";
import { listDays } from "./store.ts";

export function clockRoutes(timeZone: string, findHoliday: FindHoliday) {
  return [
    implement(getClock)(async ({ db, query }) => {
      const extent = query.bbox === undefined ? null : parseExtent(query.bbox);
      const rows = await listDays(db, query.from, query.to, timeZone, extent);
      return {
        timeZone,
        days: rows.map((row) => ({
          ...row,
          holiday: findHoliday(row.date),
          weekend: [0, 6].includes(new Date(`${row.date}T00:00:00Z`).getUTCDay()),
        })),
      };
    }),
  ];
}
