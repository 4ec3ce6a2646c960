/**
 * What taking in a file costs: GeoJSON buildings generated to a file, imported as any other, on the embedded
 * database and on the one that DECUMANO_TEST_DATABASE_URL names. Beside it, in the same run, the bare INSERT of the
 * same rows in batches of a thousand. Each size in a process of its own, so that its peak of memory is its own.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ImportFigures } from "./support/import-once.ts";

const SIZES = [20_000, 200_000];

export async function bench(print: (figure: object) => void): Promise<void> {
  const native = process.env.DECUMANO_TEST_DATABASE_URL;
  for (const kind of native === undefined ? ["embedded"] : ["postgres", "embedded"]) {
    const peaks: number[] = [];
    for (const records of SIZES) {
      const figures = await importOnce(kind, records);
      peaks.push(figures.peakRssMb);
      print({ name: "import", database: kind, records, ...figures });
    }
    const growth = Math.round((100 * peaks.at(-1)!) / peaks[0]!) / 100;
    print({
      name: "import",
      figure: "memory",
      database: kind,
      timesRecords: SIZES.at(-1)! / SIZES[0]!,
      timesPeakRss: growth,
    });
  }
}

async function importOnce(kind: string, records: number): Promise<ImportFigures> {
  const script = fileURLToPath(new URL("support/import-once.ts", import.meta.url));
  const child = fork(script, [kind, String(records)], { execArgv: ["--import", "tsx"] });
  let figures: ImportFigures | null = null;
  child.on("message", (message) => {
    figures = message as ImportFigures;
  });
  const [code] = await once(child, "exit");
  if (figures === null) throw new Error(`the import of ${records} records ended with ${code}`);
  return figures;
}
