/** Text of sources whose encoding is said, guessed or mixed. */
import type { SourceEncoding } from "../../../../domain/imports/manifest.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
/**
 * 0x80 to 0x9f of Windows-1252 (WHATWG, index-windows-1252). Node 20's own decoder of that name reads them as
 * ISO-8859-1, "€" as a control character.
 */
const UPPER =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function decodeWestern(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (letter) => UPPER[letter.charCodeAt(0) - 0x80]!);
}

export interface Decoded {
  readonly text: string;
  /** It is not in the encoding it should be in, and was read as Windows-1252. */
  readonly wrong: boolean;
}

/** Bytes as text: as declared, else as UTF-8 where they are that, else as Windows-1252. */
export function decodeText(bytes: Uint8Array, declared: SourceEncoding | undefined): Decoded {
  // To WHATWG, which Node follows, ISO-8859-1 is a name of Windows-1252.
  if (declared === "windows-1252" || declared === "iso-8859-1")
    return { text: decodeWestern(bytes), wrong: false };
  try {
    return { text: strict.decode(bytes), wrong: false };
  } catch {
    return { text: decodeWestern(bytes), wrong: true };
  }
}

const BACK = new Map(Array.from(UPPER, (letter, index) => [letter, 0x80 + index] as const));

/** Undoes a reading as Windows-1252, which loses nothing. */
export function westernBytes(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => BACK.get(letter) ?? letter.charCodeAt(0)));
}

/** @returns text of a reading byte by byte (latin1): `Buffer.toString("latin1")` keeps all 256 apart */
export function decodeBinary(text: string, declared: SourceEncoding | undefined): Decoded {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: anything beyond ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return { text, wrong: false };
  return decodeText(Buffer.from(text, "latin1"), declared);
}
