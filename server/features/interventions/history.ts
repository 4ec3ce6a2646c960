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

type Transition = NonNullable<HistoryEntry["transition"]>;
type Told = Pick<HistoryEntry, "transition" | "fileName">;

/** What was done, apart from fields that changed. */
function tell({ action, before, after }: AuditEntry): Told {
  const transition = action === "transition" ? toTransition(before, after) : null;
  const file = action === "attach" ? after : action === "detach" ? before : null;
  return { transition, fileName: (file?.name as string | undefined) ?? null };
}

function toTransition(before: AuditEntry["before"], after: AuditEntry["after"]): HistoryEntry["transition"] {
  // As makeTransition wrote them; the contract checks the reply.
  const { state: to, ...told } = after as unknown as Omit<Transition, "from" | "to"> & {
    state: Transition["to"];
  };
  const { verb, reason, endsAt, reinstatement } = told;
  return { verb, from: before?.state as Transition["from"], to, reason, endsAt, reinstatement };
}

/** Files and contacts come and go without a version of their own. */
export const MAKES_VERSION: readonly AuditEntry["action"][] = ["create", "update", "delete", "transition"];

export function toHistory(
  entries: readonly AuditEntry[],
  names: ReadonlyMap<string, string>,
): HistoryEntry[] {
  let version = 0;
  return entries.map((entry) => {
    if (MAKES_VERSION.includes(entry.action)) version += 1;
    return {
      at: entry.at.toISOString(),
      action: entry.action,
      actor: { id: entry.actorId, name: names.get(entry.actorId) ?? entry.actorId },
      version,
      changed: entry.action === "update" ? listChangedFields(entry.before, entry.after) : [],
      ...tell(entry),
    };
  });
}
