import type { Facts, Subject } from "../../../domain/conflicts/facts.ts";

const WIDTH = 260;
const HEIGHT = 120;
/** The subject's axis, a little above the middle: what is near is drawn below it. */
const AXIS = 38;

/** Out at one end of the site and back at the other. */
const DETOUR = `M16 ${AXIS}H6V9H${WIDTH - 6}V${AXIS}H${WIDTH - 16}`;

interface Thing {
  readonly shape: "band" | "tree" | "pipe" | "place" | "street";
  readonly metres: number;
}

/** What stands around an example's site, by its distance; drawn to scale across, not along. */
function thingsOf(facts: Partial<Facts>): Thing[] {
  const each = (
    shape: Thing["shape"],
    things: readonly { readonly distanceMetres: number }[] | null | undefined,
  ) => (things ?? []).map(({ distanceMetres }) => ({ shape, metres: distanceMetres }));
  return [
    ...each("street", facts.touchedStreets?.slice(1)),
    ...each("street", facts.detoursHere),
    ...each("band", facts.nearbyPhases),
    ...each("band", facts.finishedDigs),
    ...each("band", facts.eventsNearby?.slice(0, 1)),
    ...each("tree", facts.nearbyTrees),
    ...each("pipe", facts.nearbyUtilities),
    ...each("place", facts.nearbyPlaces?.things),
  ];
}

export const hasPlan = (subject: Subject, facts: Partial<Facts>) =>
  thingsOf(facts).length > 0 || subject.hasDetour;

/** The site from above: its band, and each thing at its distance from it. */
export function PlanDrawing({
  subject,
  facts,
}: {
  readonly subject: Subject;
  readonly facts: Partial<Facts>;
}) {
  const things = thingsOf(facts);
  const furthest = Math.max(6, ...things.map(({ metres }) => metres));
  const half = (subject.widthMetres ?? 3) / 2;
  const scale = (HEIGHT - AXIS - 20) / (furthest + half);
  const edge = AXIS + half * scale;
  const room = WIDTH / (things.length + 1);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="rule-drawing" aria-hidden="true">
      <rect
        x={16}
        y={AXIS - half * scale}
        width={WIDTH - 32}
        height={2 * half * scale}
        className="drawn-site"
      />
      {subject.hasDetour && <path d={DETOUR} className="drawn-detour" />}
      {facts.phasesOnDetour?.map(({ phaseId }, index) => (
        <rect
          key={phaseId}
          x={WIDTH / 2 - 34 + index * 76}
          y={3}
          width={68}
          height={12}
          className="drawn-other"
        />
      ))}
      {things.map((thing, index) => {
        const key = `${thing.shape} ${index}`;
        const x = room * (index + 1);
        const y = edge + thing.metres * scale;
        return (
          <g key={key}>
            {thing.metres > 0 && (
              <>
                <path d={`M${x} ${edge}V${y}`} className="drawn-measure" />
                <text x={x + 4} y={(edge + y) / 2 + 4} className="drawn-text">
                  {thing.metres} m
                </text>
              </>
            )}
            <Shape shape={thing.shape} x={x} y={y} />
          </g>
        );
      })}
    </svg>
  );
}

function Shape({ shape, x, y }: { readonly shape: Thing["shape"]; readonly x: number; readonly y: number }) {
  switch (shape) {
    case "band":
      return <rect x={x - 34} y={y - 3} width={68} height={15} className="drawn-other" />;
    case "tree":
      return <circle cx={x} cy={y + 6} r={7} className="drawn-tree" />;
    case "pipe":
      return <path d={`M${x - 34} ${y + 3}H${x + 34}`} className="drawn-pipe" />;
    case "place":
      return <path d={`M${x} ${y}l8 14h-16z`} className="drawn-place" />;
    case "street":
      return <path d={`M${x - 34} ${y + 8}H${x + 34}`} className="drawn-street" />;
  }
}
