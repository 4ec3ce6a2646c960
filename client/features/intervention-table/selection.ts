import { useCallback, useState } from "react";
import { type InterventionRow, MAX_LISTED_IDS } from "../../../domain/interventions/list-contract.ts";

export interface Selection {
  /** By id, so that what is chosen stays chosen when other rows are shown. */
  readonly rows: ReadonlyMap<string, InterventionRow>;
  readonly full: boolean;
  toggle(rows: readonly InterventionRow[], on: boolean): void;
  clear(): void;
}

/** As many as an address can name. */
export function useSelection(): Selection {
  const [rows, setRows] = useState<ReadonlyMap<string, InterventionRow>>(new Map());
  const [full, setFull] = useState(false);
  const toggle = useCallback(
    (changed: readonly InterventionRow[], on: boolean) => {
      const next = new Map(rows);
      let refused = false;
      for (const row of changed) {
        if (!on) next.delete(row.id);
        else if (next.has(row.id) || next.size < MAX_LISTED_IDS) next.set(row.id, row);
        else refused = true;
      }
      setRows(next);
      setFull(refused);
    },
    [rows],
  );
  const clear = useCallback(() => {
    setRows(new Map());
    setFull(false);
  }, []);
  return { rows, full, toggle, clear };
}
