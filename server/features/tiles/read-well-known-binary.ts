import type { FlatRing } from "./rings.ts";

const [POINT, POLYGON, MULTIPOLYGON] = [1, 3, 6];
const HAS_SRID = 0x20000000;

/** Reads plane geometries one after another: what PostGIS casts to `bytea` (extended WKB, little endian). */
export class GeometryReader {
  private at = 0;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.at >= this.view.byteLength;
  }

  /** The polygons of a Polygon or MultiPolygon, their rings as given; an empty one has no ring. */
  readPolygons(): FlatRing[][] {
    const type = this.readType();
    if (type === POLYGON) return [this.readRings()];
    if (type !== MULTIPOLYGON) throw new Error(`expected a polygon (WKB type 3 or 6), got type ${type}`);
    return Array.from({ length: this.readCount() }, () => {
      this.readType();
      return this.readRings();
    });
  }

  readPoint(): [number, number] {
    const type = this.readType();
    if (type !== POINT) throw new Error(`expected a point (WKB type 1), got type ${type}`);
    return [this.readDouble(), this.readDouble()];
  }

  private readType(): number {
    if (this.view.getUint8(this.at) !== 1) throw new Error("expected a little-endian geometry");
    const type = this.view.getUint32(this.at + 1, true);
    this.at += type & HAS_SRID ? 9 : 5;
    return type & 0xff;
  }

  private readRings(): FlatRing[] {
    return Array.from({ length: this.readCount() }, () => {
      const ring = new Float64Array(this.readCount() * 2);
      for (let i = 0; i < ring.length; i++) ring[i] = this.readDouble();
      return ring;
    });
  }

  private readCount(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  private readDouble(): number {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }
}
