import { findId } from "./id-list.ts";

/** OpenStreetMap's own resolution: 10^-7 of a degree, 11 mm. */
const PER_DEGREE = 10_000_000;

/** Where the nodes of interest lie, 17 bytes each. */
export class NodePlaces {
  private readonly longitudes: Int32Array;
  private readonly latitudes: Int32Array;
  private readonly known: Uint8Array;
  private readonly ids: Float64Array;

  /** @param ids ascending, each once */
  constructor(ids: Float64Array) {
    this.ids = ids;
    this.longitudes = new Int32Array(ids.length);
    this.latitudes = new Int32Array(ids.length);
    this.known = new Uint8Array(ids.length);
  }

  /** Heeds only the ids it was made for. */
  put(id: number, longitude: number, latitude: number): void {
    const index = findId(this.ids, id);
    if (index < 0) return;
    this.longitudes[index] = Math.round(longitude * PER_DEGREE);
    this.latitudes[index] = Math.round(latitude * PER_DEGREE);
    this.known[index] = 1;
  }

  /** [longitude, latitude], or null when the extract does not hold the node. */
  find(id: number): readonly [number, number] | null {
    const index = findId(this.ids, id);
    if (index < 0 || this.known[index] === 0) return null;
    return [this.longitudes[index]! / PER_DEGREE, this.latitudes[index]! / PER_DEGREE];
  }
}
