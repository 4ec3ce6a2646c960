import { recordChange } from "../../platform/audit.ts";
import type { Database } from "../../platform/db.ts";
import { loadProgramme, PROGRAMME_ACTOR, type ProgrammeEntry } from "./load-programme.ts";
import { countSynthetic, removeSynthetic } from "./programme-store.ts";
import type { Setting } from "./service.ts";

/** Interventions a transaction: about 0.2 s on the embedded database, whose readers wait for it. */
const PAGE = 10;

export interface ReplaceOptions {
  readonly nowMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (step: "remove" | "save", done: number, total: number) => void;
}

/**
 * Puts a generated programme in the place of every synthetic intervention of the city, in small transactions;
 * real ones are not touched. Cancelled in between, what was saved so far stays, whole and with its findings, and
 * the next run replaces it.
 */
export async function replaceProgramme(
  database: Database,
  setting: Setting,
  entries: readonly ProgrammeEntry[],
  { nowMs, signal, onProgress }: ReplaceOptions,
): Promise<{ removed: number; saved: number }> {
  const { city } = setting;
  const total = await database.transaction(city, countSynthetic, { readOnly: true });
  let removed = 0;
  for (;;) {
    signal.throwIfAborted();
    const gone = await database.transaction(city, async (db) => {
      const page = await removeSynthetic(db, PAGE);
      for (const { id, title } of page) {
        await recordChange(db, {
          nowMs,
          actorId: PROGRAMME_ACTOR.id,
          action: "delete",
          entity: "intervention",
          entityId: id,
          before: { title },
          after: null,
          requestId: "replace-programme",
        });
      }
      return page.length;
    });
    if (gone === 0) break;
    removed += gone;
    onProgress("remove", removed, Math.max(total, removed));
  }
  for (let start = 0; start < entries.length; start += PAGE) {
    signal.throwIfAborted();
    const page = entries.slice(start, start + PAGE);
    await database.transaction(city, (db) => loadProgramme(db, setting, page, nowMs));
    onProgress("save", start + page.length, entries.length);
  }
  return { removed, saved: entries.length };
}
