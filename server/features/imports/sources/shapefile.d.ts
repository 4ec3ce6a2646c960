declare module "shapefile" {
  import type { SourceGeometry } from "../../../../domain/imports/source-record.ts";

  interface Source {
    read(): Promise<
      | { done: true }
      | { done: false; value: { geometry: SourceGeometry | null; properties: Record<string, unknown> } }
    >;
    cancel(): Promise<void>;
  }
  /** Paths, or streams of the web's kind: `read()` gives {done, value}. */
  export function open(shp: unknown, dbf: unknown, options?: { encoding?: string }): Promise<Source>;
}
