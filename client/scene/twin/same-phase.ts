import type { PhaseFeature } from "../../../domain/interventions/contract.ts";

/** Whether two answers about a phase draw alike: each question to the API brings new objects for the same thing. */
export function isSamePhase(a: PhaseFeature, b: PhaseFeature): boolean {
  if (a === b) return true;
  const [p, q] = [a.properties, b.properties];
  return (
    a.id === b.id &&
    p.kind === q.kind &&
    p.state === q.state &&
    p.startsAt === q.startsAt &&
    p.endsAt === q.endsAt &&
    p.blockingCount > 0 === q.blockingCount > 0 &&
    p.interventionId === q.interventionId &&
    sameRings(a.geometry.coordinates, b.geometry.coordinates)
  );
}

type Rings = PhaseFeature["geometry"]["coordinates"];

function sameRings(a: Rings, b: Rings): boolean {
  return (
    a.length === b.length &&
    a.every((ring, i) => {
      const other = b[i]!;
      return (
        ring.length === other.length && ring.every(([x, y], k) => x === other[k]![0] && y === other[k]![1])
      );
    })
  );
}
