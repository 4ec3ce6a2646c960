/** An XLSX is read as a whole: how much of it there is, is looked at before. */
import yauzl from "yauzl";
import { UnreadableSource } from "../imports/import-plan.ts";

/**
 * Of its parts unpacked. 120,000 rows of eight columns are 36 MB and take 190 MB to read, so this bounds what one file
 * takes to 350 MB, whatever a small packed file unpacks to.
 */
export const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;

/** @throws UnreadableSource with the way out where there is more, or where it is no such file */
export async function boundSheet(file: string, most = MOST_UNPACKED_BYTES): Promise<void> {
  const zip = await openZip(file);
  // A file cut short, or one that lies about its sizes.
  const unreadable = (error: unknown) =>
    error instanceof UnreadableSource
      ? error
      : new UnreadableSource(`not a sheet that can be read (${(error as Error).message})`);
  try {
    let unpacked = 0;
    for (;;) {
      const entry = await nextEntry(zip);
      if (entry === null) return;
      // What it says of its size is checked as it is unpacked: the reader would believe it.
      unpacked += await countBytes(zip, entry, most - unpacked);
      if (unpacked > most) {
        const megabytes = Math.round(most / 2 ** 20);
        throw new UnreadableSource(
          `a sheet of more than ${megabytes} MB unpacked, about ${Math.round(most / 315_000) * 1_000} rows of eight columns: ` +
            "save it as CSV and send that, which may be of any length up to 100 MB",
        );
      }
    }
  } catch (error) {
    throw unreadable(error);
  } finally {
    zip.close();
  }
}

function openZip(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(new UnreadableSource(`not a sheet that can be read (${error.message})`));
      else resolve(zip);
    });
  });
}

function nextEntry(zip: yauzl.ZipFile): Promise<yauzl.Entry | null> {
  return new Promise((resolve, reject) => {
    const listeners = {
      entry: (entry: yauzl.Entry) => settle(() => resolve(entry)),
      end: () => settle(() => resolve(null)),
      error: (error: Error) => settle(() => reject(error)),
    };
    const settle = (then: () => void) => {
      for (const [name, listener] of Object.entries(listeners)) zip.off(name, listener);
      then();
    };
    for (const [name, listener] of Object.entries(listeners)) zip.on(name, listener);
    zip.readEntry();
  });
}

/** Stops behind `most`. */
async function countBytes(zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<number> {
  if (entry.uncompressedSize > most) return entry.uncompressedSize;
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > most) break;
  }
  return bytes;
}
