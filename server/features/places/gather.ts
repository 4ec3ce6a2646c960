/** Nodes of one junction: two broad corsi cross in up to sixteen, and around a square they are this far apart. */
const JUNCTION_METRES = 130;

interface Node {
  readonly x: number;
  readonly y: number;
}

/** Nodes that are one junction: near each other, or joined in another way that `areJoined` knows. */
export function gather<N extends Node>(
  nodes: readonly N[],
  areJoined: (a: N, b: N) => boolean = () => false,
): N[][] {
  const junctions: N[][] = [];
  for (const node of nodes) {
    const near = junctions.filter((junction) =>
      junction.some(
        (other) =>
          Math.hypot(other.x - node.x, other.y - node.y) <= JUNCTION_METRES || areJoined(other, node),
      ),
    );
    const joined = [node, ...near.flat()];
    for (const junction of near) junctions.splice(junctions.indexOf(junction), 1);
    junctions.push(joined);
  }
  return junctions;
}
