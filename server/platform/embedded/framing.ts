/**
 * Framing of the PostgreSQL wire protocol 3.0, pure: bytes in, whole messages out.
 * Source: PostgreSQL documentation, "Message Formats".
 */

/** The peer broke the protocol; the connection cannot be resynchronised and must be closed. */
export class FramingError extends Error {
  override readonly name = "FramingError";
}

/** One whole message. `type` is the ASCII code of its first byte, or 0 for the untyped startup packets. */
export interface Frame {
  readonly type: number;
  /** The message with its type byte and length. */
  readonly bytes: Uint8Array;
}

export const code = (letter: string): number => letter.charCodeAt(0);

export const startupCodes = {
  protocol3: 3 << 16,
  cancelRequest: 80_877_102,
  sslRequest: 80_877_103,
  gssEncryptionRequest: 80_877_104,
} as const;

/** PostgreSQL's own MAX_STARTUP_PACKET_LENGTH; also enough for any answer to an authentication request. */
const maxUnauthenticatedBytes = 10_000;

const frontendTypes = new Set([..."QPBEDCSHXpdcf"].map(code));

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only) return only;
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function readInt32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]! | 0;
}

/**
 * Splits what a client sends into messages. A message's length is judged as soon as its header is there, so
 * that nobody makes the server hold more than the limit; bytes are joined once per message, not once per
 * chunk, because a 100 MB parameter arrives in 64 kB chunks.
 */
export class FrontendFramer {
  #chunks: Uint8Array[] = [];
  #length = 0;
  #phase: "startup" | "authentication" | "ready" = "startup";

  constructor(private readonly maxMessageBytes: number) {}

  /** To be called when the client has proved who it is: lifts the limit on message size. */
  authenticated(): void {
    this.#phase = "ready";
  }

  /** @throws FramingError for an impossible length, an unknown type or a message over the limit. */
  push(chunk: Uint8Array): Frame[] {
    if (chunk.length > 0) {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
    }
    const frames: Frame[] = [];
    for (let frame = this.#take(); frame; frame = this.#take()) frames.push(frame);
    return frames;
  }

  #take(): Frame | null {
    const headerBytes = this.#phase === "startup" ? 4 : 5;
    if (this.#length < headerBytes) return null;
    if (this.#chunks[0]!.length < headerBytes) this.#join();
    const first = this.#chunks[0]!;
    const type = headerBytes === 4 ? 0 : first[0]!;
    if (type !== 0 && !frontendTypes.has(type)) throw new FramingError(`unknown message type ${type}`);
    const declared = readInt32(first, headerBytes - 4);
    this.#checkLength(type, declared);
    const total = declared + headerBytes - 4;
    if (this.#length < total) return null;
    if (first.length < total) this.#join();
    const whole = this.#chunks[0]!;
    const bytes = whole.subarray(0, total);
    if (whole.length === total) this.#chunks.shift();
    else this.#chunks[0] = whole.subarray(total);
    this.#length -= total;
    if (this.#phase === "startup" && readInt32(bytes, 4) >>> 16 === 3) this.#phase = "authentication";
    return { type, bytes };
  }

  #checkLength(type: number, declared: number): void {
    const least = this.#phase === "startup" ? 8 : 4;
    const most = this.#phase === "ready" ? this.maxMessageBytes : maxUnauthenticatedBytes;
    if (declared < least || declared > most) {
      const what = type === 0 ? "startup packet" : `message "${String.fromCharCode(type)}"`;
      throw new FramingError(`${what} declares ${declared} bytes; expected ${least} to ${most}`);
    }
  }

  #join(): void {
    this.#chunks = [concatBytes(this.#chunks)];
  }
}

export type TransactionStatus = "I" | "T" | "E";

/**
 * Walks what the database answers to one batch, message by message, whatever the chunks. Keeps ReadyForQuery
 * back (PGlite sends two after an error; the bridge sends exactly one a batch) and whatever `keep` refuses.
 */
export class ReplyScanner {
  #rest: Uint8Array | null = null;
  #remaining = 0;
  #forwarding = true;
  /** ErrorResponse messages seen. */
  errors = 0;
  /** From the last ReadyForQuery; null when none has come. */
  status: TransactionStatus | null = null;

  constructor(private readonly keep: (type: number) => boolean) {}

  /** @returns the slices of the chunk to send on, in order. */
  push(chunk: Uint8Array): Uint8Array[] {
    const bytes = this.#rest ? concatBytes([this.#rest, chunk]) : chunk;
    this.#rest = null;
    const slices: Uint8Array[] = [];
    let from = 0;
    let at = 0;
    while (at < bytes.length) {
      if (this.#remaining > 0) {
        const step = Math.min(this.#remaining, bytes.length - at);
        this.#remaining -= step;
        at += step;
        if (!this.#forwarding) from = at;
        continue;
      }
      // ReadyForQuery is 6 bytes and its last is wanted; every other message needs its 5-byte header.
      if (bytes.length - at < (bytes[at] === code("Z") ? 6 : 5)) {
        this.#rest = bytes.slice(at);
        break;
      }
      const forward = this.#inspect(bytes, at);
      if (!forward && at > from) slices.push(bytes.subarray(from, at));
      if (!forward || !this.#forwarding) from = at;
      this.#forwarding = forward;
      this.#remaining = readInt32(bytes, at + 1) + 1;
    }
    if (this.#forwarding && at > from) slices.push(bytes.subarray(from, at));
    return slices;
  }

  /** True when the last message ended with the last byte given. */
  get complete(): boolean {
    return this.#remaining === 0 && this.#rest === null;
  }

  #inspect(bytes: Uint8Array, at: number): boolean {
    const type = bytes[at]!;
    if (type === code("Z")) {
      this.status = String.fromCharCode(bytes[at + 5]!) as TransactionStatus;
      return false;
    }
    if (type === code("E")) this.errors += 1;
    return this.keep(type);
  }
}
