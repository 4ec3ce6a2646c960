/** The days of an offer as a form holds them; the hours stay those of the works. */
import { addDays, fromLocal, type LocalDate, toLocal } from "../../../domain/geo/calendar.ts";
import type { Offer, Side } from "../../../domain/proposals/contract.ts";

export interface OfferDays {
  readonly movingPhaseId: string;
  readonly first: LocalDate;
  /** The last day on which there is work. */
  readonly last: LocalDate;
}

interface Dates {
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/** Null where the works are there no more. */
export function daysOf(
  movingPhaseId: string,
  { startsAt, endsAt }: Dates,
  timeZone: string,
): OfferDays | null {
  if (startsAt === null || endsAt === null) return null;
  return {
    movingPhaseId,
    first: toLocal(Date.parse(startsAt), timeZone).date,
    last: toLocal(Date.parse(endsAt) - 1, timeZone).date,
  };
}

/** Null where the dates cannot be: the end before the start, the start past, or no such works. */
export function toOffer(
  { movingPhaseId, first, last }: OfferDays,
  sides: readonly Side[],
  nowMs: number,
  timeZone: string,
): Offer | null {
  const side = sides.find(({ phaseId }) => phaseId === movingPhaseId);
  if (side?.startsAt == null || side.endsAt === null || first === "" || last === "") return null;
  const start = toLocal(Date.parse(side.startsAt), timeZone).clockMs;
  const end = toLocal(Date.parse(side.endsAt), timeZone).clockMs;
  const startMs = fromLocal(first, start, timeZone);
  // Works that end at midnight end as the day after their last begins.
  const endMs = fromLocal(end === 0 ? addDays(last, 1) : last, end, timeZone);
  if (startMs >= endMs || startMs < nowMs) return null;
  return { movingPhaseId, startsAt: new Date(startMs).toISOString(), endsAt: new Date(endMs).toISOString() };
}
