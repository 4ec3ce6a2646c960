import { daysBetween, localDate } from "../../../domain/geo/calendar.ts";
import type { Span } from "../../../domain/geo/interval.ts";
import type { Proposal, Side } from "../../../domain/proposals/contract.ts";
import { mayAnswer, standingOf } from "../../../domain/proposals/proposal-state.ts";
import { countStreetDays } from "../../../domain/proposals/savings.ts";
import type { ProposalRow, SideRow } from "./store.ts";

type Instants = readonly [string, string];

const instant = (at: string) => new Date(at).toISOString();
const toSpan = ([from, to]: Instants): Span => ({ startMs: Date.parse(from), endMs: Date.parse(to) });
const isSame = (a: Span | null, b: Span) => a !== null && a.startMs === b.startMs && a.endMs === b.endMs;

export function spanOf({ startsAt, endsAt }: SideRow): Span | null {
  return startsAt === null || endsAt === null ? null : toSpan([startsAt, endsAt]);
}

export function toSide(row: SideRow): Side {
  const { phaseId, interventionId, title, place, officeId, officeName, startsAt, endsAt } = row;
  return {
    phaseId,
    interventionId,
    title,
    place,
    office: { id: officeId, name: officeName },
    startsAt: startsAt === null ? null : instant(startsAt),
    endsAt: endsAt === null ? null : instant(endsAt),
  };
}

/** What an offer saves, of two works that were there on these days. */
export function toSaved(was: Span, to: Span, other: Span, sharedSquareMetres: number, timeZone: string) {
  return {
    streetDaysNow: countStreetDays([was, other], timeZone),
    streetDaysAfter: countStreetDays([to, other], timeZone),
    sharedSquareMetres: Math.round(sharedSquareMetres * 10) / 10,
  };
}

/** @param officeId of who reads it */
export function toProposal(row: ProposalRow, officeId: string | null, timeZone: string): Proposal {
  const owners = [row.a, row.b].map((side) => ({ id: side.officeId, name: side.officeName }));
  const ownerIds = owners.map(({ id }) => id);
  const standing = standingOf(row.steps, ownerIds);
  const { offer } = row.steps.findLast((step) => step.offer !== null)!;
  const { movingPhaseId, was, to, other } = offer!;
  const [moving, staying] = row.a.phaseId === movingPhaseId ? [row.a, row.b] : [row.b, row.a];
  const now = spanOf(moving);
  const isMoved = isSame(now, toSpan(to));
  const outdated = !isSame(spanOf(staying), toSpan(other)) || !(isMoved || isSame(now, toSpan(was)));
  const answers = officeId !== null && ownerIds.includes(officeId) ? mayAnswer(standing, officeId) : [];
  return {
    id: row.id,
    state: standing.state,
    applied: standing.state === "accepted" && isMoved && !outdated,
    outdated,
    waitsFor: owners.filter(
      ({ id }, index) => standing.waitsFor.includes(id) && ownerIds.indexOf(id) === index,
    ),
    sides: [toSide(row.a), toSide(row.b)],
    offer: {
      movingPhaseId,
      startsAt: instant(to[0]),
      endsAt: instant(to[1]),
      days: daysBetween(localDate(Date.parse(was[0]), timeZone), localDate(Date.parse(to[0]), timeZone)),
    },
    saved: toSaved(toSpan(was), toSpan(to), toSpan(other), row.sharedSquareMetres, timeZone),
    steps: row.steps.map((step) => ({
      id: step.id,
      action: step.action,
      office: { id: step.officeId, name: step.officeName },
      reason: step.reason,
      offer:
        step.offer === null
          ? null
          : {
              movingPhaseId: step.offer.movingPhaseId,
              startsAt: instant(step.offer.to[0]),
              endsAt: instant(step.offer.to[1]),
            },
      at: instant(step.at),
    })),
    // Dates that were reckoned beside others are offered anew, not agreed to.
    answers: outdated ? answers.filter((answer) => answer !== "accept") : answers,
  };
}
