/**
 * What the embedded database cannot do over a connection, told as a clear error instead of a hang. PGlite
 * 0.5.8 ends its process at COPY FROM STDIN (it reads its input in one piece), and notifications cannot be
 * brought to one of many connections that share one session.
 */
import { code } from "./framing.ts";
import { cstring, message, query, readNaming } from "./messages.ts";

const suspicion = /\b(?:copy|listen)\b/i;
const noise =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_][A-Za-z_0-9]*)?\$[\s\S]*?\$\1\$/g;

/** Why this SQL is refused, or null. Works on the text: comments and literals are blanked first. */
export function findRefusal(sql: string): string | null {
  if (!suspicion.test(sql)) return null;
  for (const statement of sql.replace(noise, " x ").split(";")) {
    const words = statement.trim().replace(/^(?:x\s+)+/, "");
    if (/^copy\b[\s\S]*\bfrom\s+stdin\b/i.test(words)) {
      return "COPY FROM STDIN is not available on the embedded database: insert from unnest() of arrays";
    }
    if (/^copy\b[\s\S]*\b(?:from|to)\s+program\b/i.test(words)) {
      return "COPY with PROGRAM is not available on the embedded database";
    }
    if (/^listen\b/i.test(words)) {
      return "LISTEN is not available on the embedded database: poll, or set DATABASE_URL to a PostgreSQL";
    }
  }
  return null;
}

/**
 * Puts a statement that raises the refusal in the place of the refused one, so that the database itself fails
 * the transaction and skips to Sync as it would for any error.
 */
export function replaceRefused(bytes: Uint8Array): Uint8Array {
  const { sql, statement } = readNaming(bytes);
  const reason = sql === undefined ? null : findRefusal(sql);
  if (reason === null) return bytes;
  const raise = `DO $refusal$ BEGIN RAISE EXCEPTION '${reason.replaceAll("'", "''")}' USING ERRCODE = '0A000'; END $refusal$`;
  return bytes[0] === code("Q")
    ? query(raise)
    : message("P", cstring(statement ?? ""), cstring(raise), new Uint8Array(2));
}
