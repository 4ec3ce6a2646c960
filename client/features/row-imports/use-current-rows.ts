import { useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import { IDS_A_REQUEST, listCurrentRows } from "../../../domain/row-imports/contract.ts";
import { call } from "../../api/call.ts";

export type CurrentRow = NonNullable<ResponseOf<typeof listCurrentRows>["rows"][number]>;

const NONE: ReadonlyMap<string, CurrentRow | null> = new Map();

/** What stands now of the interventions that the rows were made from, by id; null: gone. */
export function useCurrentRows(rows: readonly { readonly id: string; readonly version: number | null }[]) {
  return (
    useQuery<ReadonlyMap<string, CurrentRow | null>>({
      queryKey: ["current rows", rows],
      enabled: rows.length > 0,
      placeholderData: (known) => known,
      queryFn: async ({ signal }) => {
        const found = new Map<string, CurrentRow | null>();
        for (let start = 0; start < rows.length; start += IDS_A_REQUEST) {
          const asked = rows.slice(start, start + IDS_A_REQUEST);
          const reply = await call(listCurrentRows, { body: { rows: asked }, signal });
          asked.forEach(({ id }, index) => {
            found.set(id, reply.rows[index] ?? null);
          });
        }
        return found;
      },
    }).data ?? NONE
  );
}
