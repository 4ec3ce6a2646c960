/** Reads the rows of an answer in text format, for the few queries the bridge asks itself. */
import { code, readInt32 } from "./framing.ts";

/**
 * @param bytes DataRow and ErrorResponse messages.
 * @throws Error with the database's message when the answer holds an error.
 */
export function readRows(bytes: Uint8Array): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (let at = 0; at < bytes.length; at += readInt32(bytes, at + 1) + 1) {
    if (bytes[at] === code("E")) {
      const text = Buffer.from(bytes.subarray(at + 5, at + 1 + readInt32(bytes, at + 1))).toString();
      throw new Error(
        text
          .split("\0")
          .find((field) => field.startsWith("M"))
          ?.slice(1) ?? "unknown error",
      );
    }
    const row: (string | null)[] = [];
    const columns = (bytes[at + 5]! << 8) | bytes[at + 6]!;
    let cell = at + 7;
    for (let column = 0; column < columns; column += 1) {
      const length = readInt32(bytes, cell);
      cell += 4;
      row.push(length < 0 ? null : Buffer.from(bytes.subarray(cell, cell + length)).toString());
      cell += Math.max(length, 0);
    }
    rows.push(row);
  }
  return rows;
}
