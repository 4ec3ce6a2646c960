/**
 * One tile of terrain in the format quantized-mesh 1.0 (Cesium's specification): a regular grid of vertices whose
 * heights are fractions of 32,767 of the way from the tile's lowest to its highest.
 */
const STEPS = 32_767;
/** Longitude, latitude, height: radians and metres above the ellipsoid. */
type Corner = readonly [number, number, number];

/** WGS 84 (NIMA TR8350.2). */
const SEMI_MAJOR_METRES = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

export interface TerrainTile {
  /** Degrees. */
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Vertices along each side, at least 2. */
  readonly side: number;
  /** Row by row from the south-west, metres above the ellipsoid. */
  readonly heights: Float64Array;
}

export function encodeQuantizedMesh(tile: TerrainTile): Buffer {
  const { side, heights } = tile;
  const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
  const bytes = Buffer.alloc(sizeOf(side));
  let at = writeHeader(bytes, tile, lowest, highest);
  at = bytes.writeUInt32LE(side * side, at);
  const across = (number: number) => Math.round(((number % side) / (side - 1)) * STEPS);
  const up = (number: number) => Math.round((Math.floor(number / side) / (side - 1)) * STEPS);
  const range = highest - lowest || 1;
  const rise = (number: number) => Math.round(((heights[number]! - lowest) / range) * STEPS);
  for (const value of [across, up, rise]) {
    let before = 0;
    for (let number = 0; number < side * side; number++) {
      const now = value(number);
      at = bytes.writeUInt16LE(zigzag(now - before), at);
      before = now;
    }
  }
  at = writeTriangles(bytes, at, side);
  const last = side - 1;
  const edges = [
    (k: number) => k * side,
    (k: number) => k,
    (k: number) => k * side + last,
    (k: number) => last * side + k,
  ];
  for (const vertexOf of edges) {
    at = bytes.writeUInt32LE(side, at);
    for (let k = 0; k < side; k++) at = bytes.writeUInt16LE(vertexOf(k), at);
  }
  return bytes;
}

const HEADER_BYTES = 88;

function sizeOf(side: number): number {
  return HEADER_BYTES + 4 + side * side * 6 + 4 + (side - 1) ** 2 * 12 + 4 * (4 + side * 2);
}

/** Indices of two bytes: a tile of more than 65,536 vertices would need four. */
function writeTriangles(bytes: Buffer, start: number, side: number): number {
  let at = bytes.writeUInt32LE((side - 1) ** 2 * 2, start);
  let highest = 0;
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const southWest = row * side + column;
      const [southEast, northWest] = [southWest + 1, southWest + side];
      const northEast = northWest + 1;
      // Parted as the relief is: from south-west to north-east.
      for (const vertex of [southWest, southEast, northEast, southWest, northEast, northWest]) {
        // High-water-mark coding: how far below the next new vertex.
        at = bytes.writeUInt16LE((highest - vertex) & 0xffff, at);
        if (vertex === highest) highest++;
      }
    }
  }
  return at;
}

function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) & 0xffff;
}

function writeHeader(bytes: Buffer, tile: TerrainTile, lowest: number, highest: number): number {
  const radians = Math.PI / 180;
  const [west, east] = [tile.west * radians, tile.east * radians];
  const [south, north] = [tile.south * radians, tile.north * radians];
  const middle: Corner = [(west + east) / 2, (south + north) / 2, (lowest + highest) / 2];
  const centre = earthCentred(middle);
  const corners: Corner[] = [west, middle[0], east].flatMap((longitude) =>
    [south, middle[1], north].flatMap((latitude) =>
      [lowest, highest].map((height): Corner => [longitude, latitude, height]),
    ),
  );
  const points = corners.map(earthCentred);
  const radius = Math.max(...points.map((point) => distance(point, centre)));
  let at = 0;
  const doubles = (values: readonly number[]) => {
    for (const value of values) at = bytes.writeDoubleLE(value, at);
  };
  doubles(centre);
  at = bytes.writeFloatLE(lowest, at);
  at = bytes.writeFloatLE(highest, at);
  doubles([...centre, radius, ...horizonPoint(points, centre)]);
  return at;
}

function earthCentred([longitude, latitude, height]: Corner): Corner {
  const [sin, cos] = [Math.sin(latitude), Math.cos(latitude)];
  const radius = SEMI_MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
  return [
    (radius + height) * cos * Math.cos(longitude),
    (radius + height) * cos * Math.sin(longitude),
    (radius * (1 - ECCENTRICITY_SQUARED) + height) * sin,
  ];
}

function distance(a: Corner, b: Corner): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/**
 * A point such that whatever hides it hides the whole tile: along the way to the tile's middle, in units of the
 * ellipsoid's radii, as far out as the farthest-seen point asks for (K. Ring, "Horizon Culling", 2013).
 */
function horizonPoint(points: readonly Corner[], centre: Corner): Corner {
  const polar = SEMI_MAJOR_METRES * (1 - FLATTENING);
  const scaled = ([x, y, z]: Corner): Corner => [x / SEMI_MAJOR_METRES, y / SEMI_MAJOR_METRES, z / polar];
  const dot = (a: Corner, b: Corner) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const toward = scaled(centre);
  const length = Math.hypot(...toward);
  const direction = toward.map((value) => value / length) as unknown as Corner;
  const farthest = points.map(scaled).reduce((most, point) => {
    const magnitude = Math.max(Math.hypot(...point), 1);
    const cosAlpha = Math.min(dot(point, direction) / Math.hypot(...point), 1);
    const sinAlpha = Math.sqrt(1 - cosAlpha ** 2);
    const cosBeta = 1 / magnitude;
    const sinBeta = Math.sqrt(1 - cosBeta ** 2);
    const cosine = cosAlpha * cosBeta - sinAlpha * sinBeta;
    // Half the earth or more: nothing hides the whole of it.
    return Math.max(most, cosine > 0.01 ? 1 / cosine : 100);
  }, 1);
  return direction.map((value) => value * farthest) as unknown as Corner;
}
