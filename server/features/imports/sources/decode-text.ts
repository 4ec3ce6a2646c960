/** Text of sources whose encoding is said, guessed or mixed. */
import type { SourceEncoding } from "../../../../domain/imports/manifest.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
const western = new TextDecoder("windows-1252");

export interface Decoded {
  readonly text: string;
  /** It is not in the encoding it should be in, and was read as Windows-1252. */
  readonly wrong: boolean;
}

/** Bytes as text: as declared, else as UTF-8 where they are that, else as Windows-1252. */
export function decodeText(bytes: Uint8Array, declared: SourceEncoding | undefined): Decoded {
  // To WHATWG, which Node follows, ISO-8859-1 is a name of Windows-1252.
  if (declared === "windows-1252" || declared === "iso-8859-1")
    return { text: western.decode(bytes), wrong: false };
  try {
    return { text: strict.decode(bytes), wrong: false };
  } catch {
    return { text: western.decode(bytes), wrong: true };
  }
}

/** Bytes of 0x80 to 0x9f as Windows-1252 reads them, to go back from text to bytes. */
const BACK = new Map(
  Array.from(
    { length: 32 },
    (_, index) => [western.decode(Uint8Array.of(0x80 + index)), 0x80 + index] as const,
  ),
);

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
