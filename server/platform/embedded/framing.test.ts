import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { code, concatBytes, type Frame, FramingError, FrontendFramer, ReplyScanner } from "./framing.ts";
import { cstring, int32, message, readNaming, rename } from "./messages.ts";

const limit = 4096;

/** The bytes cut at the given places. */
function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

const startup = concatBytes([int32(8 + 1), int32(3 << 16), new Uint8Array(1)]);
const anyCuts = fc.array(fc.nat(), { maxLength: 30 });
const anyBody = fc.uint8Array({ maxLength: 200 });
const anyFrontendMessage = fc
  .tuple(fc.constantFrom(..."QPBEDCSHXpdcf"), anyBody)
  .map(([type, body]) => message(type, body));

const frames = (framer: FrontendFramer, chunks: readonly Uint8Array[]): Frame[] =>
  chunks.flatMap((chunk) => framer.push(chunk));

describe("FrontendFramer", () => {
  it("finds the same messages however the stream is cut", () => {
    fc.assert(
      fc.property(fc.array(anyFrontendMessage, { maxLength: 20 }), anyCuts, (messages, cuts) => {
        const framer = new FrontendFramer(limit);
        const found = frames(framer, split(concatBytes([startup, ...messages]), cuts));
        expect(found.map(({ bytes }) => Buffer.from(bytes).toString("hex"))).toEqual(
          [startup, ...messages].map((bytes) => Buffer.from(bytes).toString("hex")),
        );
        expect(found.map(({ type }) => type)).toEqual([0, ...messages.map((bytes) => bytes[0])]);
      }),
    );
  });

  it("takes several encryption requests before the startup message", () => {
    const request = concatBytes([int32(8), int32(80_877_103)]);
    const found = frames(new FrontendFramer(limit), [request, request, startup, message("S")]);
    expect(found.map(({ type }) => type)).toEqual([0, 0, 0, code("S")]);
  });

  it("gives back only what came in, or refuses, for any garbage in any pieces", () => {
    const anyStream = fc.oneof(fc.uint8Array({ maxLength: 300 }), anyFrontendMessage, fc.constant(startup));
    fc.assert(
      fc.property(fc.array(anyStream, { maxLength: 10 }), anyCuts, (parts, cuts) => {
        const stream = concatBytes([...parts, new Uint8Array()]);
        const framer = new FrontendFramer(limit);
        const found: Uint8Array[] = [];
        try {
          for (const chunk of split(stream, cuts)) {
            found.push(...framer.push(chunk).map(({ bytes }) => bytes));
          }
        } catch (error) {
          expect(error).toBeInstanceOf(FramingError);
        }
        const whole = concatBytes([...found, new Uint8Array()]);
        expect(Buffer.from(whole).equals(Buffer.from(stream.subarray(0, whole.length)))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses an impossible length as soon as the header is there", () => {
    const anyLength = fc.oneof(
      fc.integer({ min: limit + 1, max: 0x7fffffff }),
      fc.integer({ min: -0x80000000, max: 3 }),
    );
    fc.assert(
      fc.property(anyLength, fc.constantFrom(..."QPBEDCSH"), (length, type) => {
        const framer = new FrontendFramer(limit);
        framer.push(startup);
        framer.authenticated();
        const header = concatBytes([Buffer.from(type), int32(length)]);
        expect(framer.push(header.subarray(0, 4))).toEqual([]);
        expect(() => framer.push(header.subarray(4))).toThrow(FramingError);
      }),
    );
  });

  it("allows a stranger no more than PostgreSQL does", () => {
    expect(() => new FrontendFramer(1e9).push(int32(10_001))).toThrow("declares 10001 bytes");
    const framer = new FrontendFramer(1e9);
    framer.push(startup);
    expect(() => framer.push(concatBytes([Buffer.from("p"), int32(10_001)]))).toThrow(FramingError);
    const known = new FrontendFramer(1e9);
    known.push(startup);
    known.authenticated();
    expect(known.push(concatBytes([Buffer.from("Q"), int32(10_001)]))).toEqual([]);
  });
});

const anyReply = fc
  .tuple(fc.constantFrom(..."123CDEKNSTZnst"), anyBody, fc.constantFrom("I", "T", "E"))
  .map(([type, body, status]) => message(type, type === "Z" ? Buffer.from(status) : body));

describe("ReplyScanner", () => {
  it("sends on what is kept, whole and in order, however the answer is cut", () => {
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 30 }), anyCuts, (replies, cuts) => {
        const dropped = new Set(["1", "N"].map(code));
        const scanner = new ReplyScanner((type) => !dropped.has(type));
        const sent = split(concatBytes([...replies, new Uint8Array()]), cuts).flatMap((chunk) =>
          scanner.push(chunk),
        );
        const kept = replies.filter((bytes) => bytes[0] !== code("Z") && !dropped.has(bytes[0]!));
        const [actual, expected] = [sent, kept].map((parts) => Buffer.concat(parts).toString("hex"));
        expect(actual).toBe(expected);
        expect(scanner.complete).toBe(true);
        expect(scanner.errors).toBe(replies.filter((bytes) => bytes[0] === code("E")).length);
        const lastStatus = replies.findLast((bytes) => bytes[0] === code("Z"))?.[5];
        expect(scanner.status).toBe(lastStatus === undefined ? null : String.fromCharCode(lastStatus));
      }),
      { numRuns: 300 },
    );
  });
});

describe("rename", () => {
  const anyName = fc.stringMatching(/^[a-zà-ù0-9_]{0,12}$/);

  it("changes the names of a message and nothing else", () => {
    fc.assert(
      fc.property(anyName, anyName, anyName, anyName, anyBody, (portal, statement, other, another, rest) => {
        const bind = message("B", cstring(portal), cstring(statement), rest);
        const renamed = rename(bind, { portal: other, statement: another });
        expect(readNaming(renamed)).toEqual({ portal: other, statement: another });
        expect(rename(renamed, { portal, statement })).toEqual(bind);
        const parse = message("P", cstring(statement), cstring("select 1"), rest);
        expect(rename(parse, { statement: other })).toEqual(
          message("P", cstring(other), cstring("select 1"), rest),
        );
        for (const type of ["D", "C"]) {
          const ofStatement = message(type, Buffer.from("S"), cstring(statement));
          expect(readNaming(rename(ofStatement, { statement: other }))).toEqual({ statement: other });
          const ofPortal = message(type, Buffer.from("P"), cstring(portal));
          expect(readNaming(rename(ofPortal, { portal: other }))).toEqual({ portal: other });
        }
        const execute = message("E", cstring(portal), int32(7));
        expect(rename(execute, { portal: other })).toEqual(message("E", cstring(other), int32(7)));
      }),
    );
  });

  it("refuses a name without an end", () => {
    expect(() => readNaming(message("B", Buffer.from("portal")))).toThrow(FramingError);
  });
});
