import type { z } from "zod";
import type { historyEntrySchema } from "../../../domain/interventions/contract.ts";
import type { AuditEntry } from "../../platform/audit.ts";

type HistoryEntry = z.infer<typeof historyEntrySchema>;

type Content = Record<string, unknown>;

/** A hundredth of a millionth of a degree is a millimetre: less than that nobody moved by hand. */
const SAME_DEGREES = 1e-7;

/** Equal but for how an instant is written or a coordinate was rounded on its way through the database. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) < SAME_DEGREES;
  if (typeof a === "string" && typeof b === "string") {
    return a === b || (/^\d{4}-\d\d-\d\dT/.test(a) && Date.parse(a) === Date.parse(b));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame((a as Content)[name], (b as Content)[name]));
}

/** Names of the fields in which two versions differ: `title`, `phases.0.endsAt`. */
export function listChangedFields(before: Content | null, after: Content | null): string[] {
  if (before === null || after === null) return [];
  return listDifferent(before, after).flatMap((name) => {
    if (name !== "phases") return [name];
    const [old, now] = [before.phases as Content[], after.phases as Content[]];
    const positions = Array.from({ length: Math.max(old.length, now.length) }, (_, position) => position);
    return positions.flatMap((position) =>
      listDifferent(old[position] ?? {}, now[position] ?? {}).map((field) => `phases.${position}.${field}`),
    );
  });
}

function listDifferent(a: Content, b: Content): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !isSame(a[name], b[name]));
}

export function toHistory(
  entries: readonly AuditEntry[],
  names: ReadonlyMap<string, string>,
): HistoryEntry[] {
  return entries.map((entry, index) => ({
    at: entry.at.toISOString(),
    action: entry.action,
    actor: { id: entry.actorId, name: names.get(entry.actorId) ?? entry.actorId },
    version: index + 1,
    changed: listChangedFields(entry.before, entry.after),
  }));
}
