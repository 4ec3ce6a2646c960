/**
 * Builds and rewrites single messages of the PostgreSQL wire protocol. Source: PostgreSQL documentation,
 * "Message Formats" and, for the codes, "PostgreSQL Error Codes".
 */
import { code, concatBytes, FramingError, type TransactionStatus } from "./framing.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const cstring = (text: string): Uint8Array => encoder.encode(`${text}\0`);

export function int32(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

export function message(type: string, ...parts: Uint8Array[]): Uint8Array {
  const length = parts.reduce((total, part) => total + part.length, 4);
  return concatBytes([encoder.encode(type), int32(length), ...parts]);
}

/** Reads the zero-terminated string at `at`; `next` is the offset after its terminator. */
export function readCstring(bytes: Uint8Array, at: number): { text: string; next: number } {
  const end = bytes.indexOf(0, at);
  if (end < 0) throw new FramingError("a string in a message has no end");
  return { text: end === at ? "" : decoder.decode(bytes.subarray(at, end)), next: end + 1 };
}

export const readyForQuery = (status: TransactionStatus): Uint8Array => message("Z", encoder.encode(status));

export function errorResponse(error: {
  severity: "ERROR" | "FATAL";
  sqlState: string;
  text: string;
  hint?: string;
}): Uint8Array {
  const field = (name: string, value: string): Uint8Array[] => [encoder.encode(name), cstring(value)];
  return message(
    "E",
    ...field("S", error.severity),
    ...field("V", error.severity),
    ...field("C", error.sqlState),
    ...field("M", error.text),
    ...(error.hint ? field("H", error.hint) : []),
    new Uint8Array(1),
  );
}

export const authentication = (kind: number, data: Uint8Array = new Uint8Array()): Uint8Array =>
  message("R", int32(kind), data);

export const parameterStatus = (name: string, value: string): Uint8Array =>
  message("S", cstring(name), cstring(value));

export const backendKeyData = (pid: number, secret: number): Uint8Array =>
  message("K", int32(pid), int32(secret));

/** Tells a client that asks for a 3.n protocol that 3.0 is spoken here, without its options. */
export const negotiateProtocolVersion = (): Uint8Array => message("v", int32(0), int32(0));

export const query = (sql: string): Uint8Array => message("Q", cstring(sql));
export const sync = (): Uint8Array => message("S");
export const closeStatement = (name: string): Uint8Array => message("C", encoder.encode("S"), cstring(name));

/** Parameters of a StartupMessage; `minor` is the minor protocol version asked for. */
export function readStartup(bytes: Uint8Array): { minor: number; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  let at = 8;
  while (at < bytes.length && bytes[at] !== 0) {
    const name = readCstring(bytes, at);
    const value = readCstring(bytes, name.next);
    parameters.set(name.text, value.text);
    at = value.next;
  }
  return { minor: (bytes[6]! << 8) | bytes[7]!, parameters };
}

/** Names and text a frontend message carries; only those its type has. */
export interface Naming {
  statement?: string;
  portal?: string;
  sql?: string;
}

export function readNaming(bytes: Uint8Array): Naming {
  switch (bytes[0]) {
    case code("Q"):
      return { sql: readCstring(bytes, 5).text };
    case code("P"): {
      const statement = readCstring(bytes, 5);
      return { statement: statement.text, sql: readCstring(bytes, statement.next).text };
    }
    case code("B"): {
      const portal = readCstring(bytes, 5);
      return { portal: portal.text, statement: readCstring(bytes, portal.next).text };
    }
    case code("E"):
      return { portal: readCstring(bytes, 5).text };
    case code("D"):
    case code("C"): {
      const { text } = readCstring(bytes, 6);
      return bytes[5] === code("S") ? { statement: text } : { portal: text };
    }
    default:
      return {};
  }
}

/** The same message with other names; parameters, formats and text stay byte for byte. */
export function rename(bytes: Uint8Array, names: { statement?: string; portal?: string }): Uint8Array {
  const old = readNaming(bytes);
  const portal = names.portal ?? old.portal ?? "";
  const statement = names.statement ?? old.statement ?? "";
  if (portal === (old.portal ?? "") && statement === (old.statement ?? "")) return bytes;
  const after = (from: number): Uint8Array => bytes.subarray(readCstring(bytes, from).next);
  switch (bytes[0]) {
    case code("P"):
      return message("P", cstring(statement), after(5));
    case code("B"):
      return message("B", cstring(portal), cstring(statement), after(readCstring(bytes, 5).next));
    case code("E"):
      return message("E", cstring(portal), after(5));
    case code("D"):
    case code("C"):
      return message(
        String.fromCharCode(bytes[0]),
        bytes.subarray(5, 6),
        cstring(bytes[5] === code("S") ? statement : portal),
      );
    default:
      return bytes;
  }
}
