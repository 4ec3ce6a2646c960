import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a part where it belongs and waits for the disk: what is acknowledged is there after a crash. */
export async function receivePart(file: string, offset: number, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, offset === 0 ? "w" : "r+", 0o600);
  try {
    await handle.write(bytes, 0, bytes.length, offset);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
