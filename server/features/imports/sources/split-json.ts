/**
 * The features of a GeoJSON text as they pass: each as its own bytes, with its line. Works on bytes, so that a
 * member in a wrong encoding or with a slip of the pen costs that feature and not the file; a JSON parser would
 * stop at the first.
 */
import { UnreadableSource } from "../import-plan.ts";

export interface JsonPiece {
  /** "header": what a FeatureCollection says before its features, closed so that it parses. */
  readonly kind: "header" | "feature";
  readonly line: number;
  /** Null: longer than the limit, thrown away. */
  readonly bytes: Buffer | null;
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, COLON, NEWLINE] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x0a,
];
const FEATURES = Buffer.from('"features"');

const LOOK_AHEAD = 40;

/** One feature of the largest layers we know has 2 MB; noise without end has more. */
export const MAX_FEATURE_BYTES = 32 * 1024 * 1024;

/**
 * A FeatureCollection, one Feature, or features one after the other (RFC 8142, with or without its separators).
 * @throws UnreadableSource where the text ends inside of the collection, or is no JSON from the start
 */
export class JsonSplitter {
  #waiting: Buffer = Buffer.alloc(0);
  #line = 1;
  /** 0: nothing has begun yet. */
  #pieceLine = 0;
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Bytes of the piece under way, from chunks before this one. */
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #dropped = false;
  #capturing = false;
  /** Inside the list of a collection's features: pieces lie at depth 2. */
  #inFeatures = false;
  /** At depth 1 of the outermost object: the name just read was "features". */
  #atFeatures = false;
  #textStart = -1;
  #afterName = false;
  #lineIsBlank = true;

  /** @returns the pieces that end in this chunk; they are views of it */
  push(given: Buffer): JsonPiece[] {
    // The start of a feature is only known by some bytes more.
    const all = this.#waiting.length === 0 ? given : Buffer.concat([this.#waiting, given]);
    this.#waiting = Buffer.from(all.subarray(Math.max(0, all.length - LOOK_AHEAD)));
    return this.#scan(all.subarray(0, all.length - this.#waiting.length));
  }

  #scan(chunk: Buffer): JsonPiece[] {
    const pieces: JsonPiece[] = [];
    let start = this.#capturing ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (byte === NEWLINE) {
        this.#line += 1;
        this.#lineIsBlank = true;
        // JSON has no text over two lines: a quote was forgotten, and the next feature must not pay for it.
        this.#inText = false;
        continue;
      }
      const first = this.#lineIsBlank;
      if (byte > 0x20) this.#lineIsBlank = false;
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) {
          this.#inText = false;
          if (this.#depth === 1 && !this.#inFeatures) {
            this.#afterName = this.#isFeaturesName(chunk, start, at);
          }
        }
        continue;
      }
      switch (byte) {
        case QUOTE:
          this.#inText = true;
          this.#textStart = this.#keptBytes + at - Math.max(start, 0);
          break;
        case COLON:
          this.#atFeatures = this.#afterName && this.#depth === 1;
          this.#afterName = false;
          break;
        case OPEN:
          if (first && this.#capturing && this.#inFeatures && this.#depth > 2 && isFeatureStart(chunk, at)) {
            // A brace was forgotten above.
            pieces.push({ kind: "feature", ...this.#end(chunk, start, at) });
            this.#depth = 2;
          }
          if (this.#depth === 0 || (this.#inFeatures && this.#depth === 2)) {
            this.#begin();
            start = at;
          }
          this.#depth += 1;
          this.#atFeatures = false;
          break;
        case OPEN_LIST:
          if (this.#depth === 0 && !this.#inFeatures)
            throw new UnreadableSource("not GeoJSON: a list, not an object");
          if (this.#depth === 1 && this.#atFeatures && !this.#inFeatures) {
            const header = this.#end(chunk, start, at + 1);
            start = -1;
            pieces.push({
              kind: "header",
              line: header.line,
              bytes: header.bytes && closeHeader(header.bytes),
            });
            this.#inFeatures = true;
          }
          this.#depth += 1;
          break;
        case CLOSE:
          this.#depth = Math.max(0, this.#depth - 1);
          if (this.#capturing && this.#depth === (this.#inFeatures ? 2 : 0)) {
            const piece = this.#end(chunk, start, at + 1);
            start = -1;
            pieces.push({ kind: "feature", ...piece });
          }
          if (this.#depth === 0) this.#inFeatures = false;
          break;
        case CLOSE_LIST:
          this.#depth = Math.max(0, this.#depth - 1);
          if (this.#inFeatures && this.#depth <= 1) this.#inFeatures = false;
          break;
        case COMMA:
          break;
        default:
          if (this.#depth === 0 && byte > 0x20 && byte !== 0x1e) this.#refuseText();
      }
    }
    if (this.#capturing) this.#keep(chunk.subarray(Math.max(start, 0)));
    return pieces;
  }

  /** The last pieces. @throws UnreadableSource when the text is not at its end */
  finish(): JsonPiece[] {
    const pieces = this.#scan(this.#waiting);
    if (this.#depth > 0)
      throw new UnreadableSource(`cut short: the text ends at line ${this.#line}, within an object`);
    if (this.#pieceLine === 0) throw new UnreadableSource("holds no JSON");
    return pieces;
  }

  #isFeaturesName(chunk: Buffer, start: number, at: number): boolean {
    if (!this.#capturing || this.#dropped) return false;
    const length = this.#keptBytes + at - Math.max(start, 0) + 1 - this.#textStart;
    if (length !== FEATURES.length) return false;
    const here = chunk.subarray(Math.max(start, 0), at + 1);
    const text = here.length >= length ? here : Buffer.concat([...this.#kept, here]);
    return text.subarray(text.length - length).equals(FEATURES);
  }

  #refuseText(): never {
    throw new UnreadableSource(`not GeoJSON: line ${this.#line} holds something else`);
  }

  #begin(): void {
    this.#capturing = true;
    this.#dropped = false;
    this.#kept = [];
    this.#keptBytes = 0;
    this.#pieceLine = this.#line;
  }

  #end(chunk: Buffer, start: number, end: number): { line: number; bytes: Buffer | null } {
    const rest = chunk.subarray(Math.max(start, 0), end);
    const tooLong = this.#dropped || this.#keptBytes + rest.length > MAX_FEATURE_BYTES;
    const bytes = tooLong ? null : this.#kept.length === 0 ? rest : Buffer.concat([...this.#kept, rest]);
    this.#capturing = false;
    this.#kept = [];
    this.#keptBytes = 0;
    return { line: this.#pieceLine, bytes };
  }

  #keep(bytes: Buffer): void {
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > MAX_FEATURE_BYTES) {
      this.#dropped = true;
      this.#kept = [];
    }
    if (!this.#dropped) this.#kept.push(bytes);
  }
}

function isFeatureStart(chunk: Buffer, at: number): boolean {
  return /^\{\s*"type"\s*:\s*"Feature"/.test(chunk.toString("latin1", at, at + LOOK_AHEAD));
}

/** `{"type":"FeatureCollection","crs":…,"features":[` closed again. */
function closeHeader(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from("]}")]);
}
