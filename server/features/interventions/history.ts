import type { z } from "zod";
import type { historyEntrySchema } from "../../../domain/interventions/contract.ts";
import type { AuditEntry } from "../../platform/audit.ts";

type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Names of the top-level fields in which two versions differ; a phase is named by its position. */
export function listChangedFields(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): string[] {
  if (before === null || after === null) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .flatMap((name) => (name === "phases" ? listChangedPhases(before.phases, after.phases) : [name]));
}

function listChangedPhases(before: unknown, after: unknown): string[] {
  const [old, new_] = [before, after].map((phases) => (Array.isArray(phases) ? phases : []));
  const count = Math.max(old!.length, new_!.length);
  return Array.from({ length: count }, (_, position) => position).flatMap((position) => {
    const a = (old![position] ?? {}) as Record<string, unknown>;
    const b = (new_![position] ?? {}) as Record<string, unknown>;
    const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return fields
      .filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]))
      .map((field) => `phases.${position}.${field}`);
  });
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
