/**
 * A line drawn by hand along a street, moved beside it or drawn out without losing the corners that somebody gave
 * it. One that lies as the street does is laid anew instead and takes the street's bends. Planar metres.
 */
import { offsetLine } from "../geo/offset-line.ts";
import { type LineEnd, lineOnStreet, type OnStreet } from "./on-street.ts";
import { distance, type Metres, type Path, pathLength, projectOnPath, slicePath, unit } from "./path.ts";

/** A hand that follows a street with snapping is nearer to it than this; a corner drawn on purpose is farther. */
const SAME_LINE_METRES = 0.3;
/** A place as near as this to a bend of the axis lies at the bend. */
const AT_BEND_METRES = 0.05;

/** The drawn line moved so that it lies `rightMetres` beside the axis. */
export function moveBeside(drawn: Path, on: OnStreet, rightMetres: number): Metres[] {
  if (liesAsTheStreet(drawn, on)) return lineOnStreet({ ...on, rightMetres });
  const by = rightMetres - on.rightMetres;
  return drawn.map((place) => {
    const [x, y] = rightOf(on.axis, projectOnPath(on.axis, place).alongMetres);
    return [place[0] + x * by, place[1] + y * by];
  });
}

/** The drawn line with one end at another place along the street, which `to` says. */
export function stretchDrawn(drawn: Path, on: OnStreet, to: OnStreet, end: LineEnd): Metres[] {
  if (liesAsTheStreet(drawn, on)) return lineOnStreet(to);
  if (end === "from") {
    return stretchDrawn([...drawn].reverse(), turned(on), turned(to), "to").reverse();
  }
  const last = drawn.at(-1)!;
  const beside = projectOnPath(on.axis, last).rightMetres;
  if (to.toMetres > on.toMetres) {
    const added = offsetLine(slicePath(on.axis, on.toMetres, to.toMetres), beside);
    return [...drawn, ...added.filter((place) => distance(place, last) > SAME_LINE_METRES)];
  }
  return slicePath(drawn, 0, alongDrawn(drawn, on, to.toMetres));
}

/** How far along the drawn line it comes to a place of the axis for the first time. */
function alongDrawn(drawn: Path, on: OnStreet, axisMetres: number): number {
  const along = (at: number) => projectOnPath(on.axis, slicePath(drawn, 0, at).at(-1)!).alongMetres;
  let [before, after] = [0, pathLength(drawn)];
  // To a millimetre of the longest line that may be drawn, 20 km.
  for (let step = 0; step < 25; step++) {
    const middle = (before + after) / 2;
    if (along(middle) < axisMetres) before = middle;
    else after = middle;
  }
  return after;
}

/** Seen the other way. */
function turned(on: OnStreet): OnStreet {
  const total = pathLength(on.axis);
  return {
    ...on,
    axis: [...on.axis].reverse(),
    crossingsMetres: on.crossingsMetres.map((at) => total - at).reverse(),
    fromMetres: total - on.toMetres,
    toMetres: total - on.fromMetres,
    rightMetres: -on.rightMetres,
  };
}

function liesAsTheStreet(drawn: Path, on: OnStreet): boolean {
  const laid = lineOnStreet(on);
  if (laid.length < 2) return false;
  const isNear = (line: Path) => (place: Metres) =>
    projectOnPath(line, place).distanceMetres <= SAME_LINE_METRES;
  return drawn.every(isNear(laid)) && laid.every(isNear(drawn));
}

/** To the right of the axis; at a bend the mitre, as long as keeps the distance to both its sides. */
function rightOf(axis: Path, alongMetres: number): Metres {
  let walked = 0;
  for (let i = 1; i < axis.length; i++) {
    const [a, b] = [axis[i - 1]!, axis[i]!];
    walked += distance(a, b);
    if (alongMetres > walked + AT_BEND_METRES && i + 1 < axis.length) continue;
    const here = rightNormal(a, b);
    const next = axis[i + 1];
    if (next === undefined || alongMetres < walked - AT_BEND_METRES) return here;
    const there = rightNormal(b, next);
    const middle = unit([here[0] + there[0], here[1] + there[1]]);
    const cosine = Math.max(0.5, middle[0] * here[0] + middle[1] * here[1]);
    return [middle[0] / cosine, middle[1] / cosine];
  }
  return [0, 0];
}

function rightNormal(a: Metres, b: Metres): Metres {
  return unit([b[1] - a[1], a[0] - b[0]]);
}
