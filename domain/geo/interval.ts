/**
 * Time as half-open intervals [startsAt, endsAt): one work may end and the next begin at the same instant
 * without touching. Instants are ISO 8601 strings with an offset, or milliseconds since 1970 where we compute.
 */
export interface Interval {
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

export const DAY_MS = 86_400_000;

/** @throws when either end is not an instant. */
export function toSpan({ startsAt, endsAt }: Interval): Span {
  const span = { startMs: Date.parse(startsAt), endMs: Date.parse(endsAt) };
  if (Number.isNaN(span.startMs) || Number.isNaN(span.endMs)) {
    throw new Error(`expected two instants, got "${startsAt}" and "${endsAt}"`);
  }
  return span;
}

export function toInterval({ startMs, endMs }: Span): Interval {
  return { startsAt: new Date(startMs).toISOString(), endsAt: new Date(endMs).toISOString() };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.startMs < b.endMs && b.startMs < a.endMs;
}

/** What two spans share, or null when they share nothing. */
export function intersect(a: Span, b: Span): Span | null {
  const startMs = Math.max(a.startMs, b.startMs);
  const endMs = Math.min(a.endMs, b.endMs);
  return startMs < endMs ? { startMs, endMs } : null;
}
