import { describe, expect, it } from "vitest";
import { code, type Frame } from "./framing.ts";
import { closeStatement, cstring, message, query, readNaming, sync } from "./messages.ts";
import { type RewrittenBatch, Session, StatementBook } from "./statements.ts";

const frame = (bytes: Uint8Array): Frame => ({ type: bytes[0]!, bytes });
const parse = (name: string, sql = "select 1"): Frame =>
  frame(message("P", cstring(name), cstring(sql), new Uint8Array(2)));
const bind = (name: string, portal = ""): Frame =>
  frame(message("B", cstring(portal), cstring(name), new Uint8Array(6)));

/** The names the database sees, one line a message. */
const seen = ({ messages }: RewrittenBatch): string[] =>
  messages.map((bytes) => {
    const { statement, portal, sql } = readNaming(bytes);
    return [String.fromCharCode(bytes[0]!), statement, portal, sql].filter((part) => part).join(" ");
  });

/** Plays the database's answers; returns those the client may see. */
const answer = (batch: RewrittenBatch, types: string): string => {
  const kept = [...types].filter((type) => batch.keep(code(type))).join("");
  batch.finish();
  return kept;
};

describe("StatementBook", () => {
  it("gives the same name on two connections two names in the session", () => {
    const session = new Session();
    const [one, other] = [new StatementBook(session, 1), new StatementBook(session, 2)];
    const made = [one.rewrite([parse("find")]), other.rewrite([parse("find")])];
    expect(made.map(seen)).toEqual([["P ~1 select 1"], ["P ~2 select 1"]]);
    expect(made.map((batch) => answer(batch, "1"))).toEqual(["1", "1"]);
    expect(seen(one.rewrite([bind("find")]))).toEqual(["B ~1"]);
    expect(seen(other.rewrite([bind("find")]))).toEqual(["B ~2"]);
  });

  it("makes statements again that a restart of the database lost, unseen by the client", () => {
    const session = new Session();
    const book = new StatementBook(session, 1);
    answer(book.rewrite([parse("find", "select 2")]), "1");
    session.forgetStatements();
    const again = book.rewrite([bind("find")]);
    expect(seen(again)).toEqual(["C ~1", "P ~1 select 2", "B ~1"]);
    expect(answer(again, "312C")).toBe("2C");
    expect(seen(book.rewrite([bind("find")]))).toEqual(["B ~1"]);
  });

  it("does not take a statement for made whose Parse failed", () => {
    const book = new StatementBook(new Session(), 1);
    expect(answer(book.rewrite([parse("find"), bind("find")]), "E")).toBe("E");
    expect(seen(book.rewrite([bind("find")]))).toEqual(["B find"]);
  });

  it("brings the unnamed statement back when another connection has used it meanwhile", () => {
    const session = new Session();
    const [one, other] = [new StatementBook(session, 1), new StatementBook(session, 2)];
    answer(one.rewrite([parse("", "select 'one'")]), "1");
    expect(seen(one.rewrite([bind("")]))).toEqual(["B"]);
    answer(other.rewrite([parse("", "select 'other'")]), "1");
    const again = one.rewrite([bind("")]);
    expect(seen(again)).toEqual(["C", "P select 'one'", "B"]);
    expect(answer(again, "312")).toBe("2");
  });

  it("never lets a connection without an unnamed statement use another's", () => {
    const session = new Session();
    answer(new StatementBook(session, 1).rewrite([parse("")]), "1");
    expect(seen(new StatementBook(session, 2).rewrite([bind("")]))).toEqual(["B unnamed"]);
  });

  it("forgets a closed statement when the database has closed it", () => {
    const book = new StatementBook(new Session(), 1);
    answer(book.rewrite([parse("find")]), "1");
    expect(answer(book.rewrite([frame(closeStatement("find"))]), "3")).toBe("3");
    expect(seen(book.rewrite([bind("find")]))).toEqual(["B find"]);
  });

  it("keeps portals of connections apart", () => {
    const book = new StatementBook(new Session(), 7);
    answer(book.rewrite([parse("find")]), "1");
    expect(seen(book.rewrite([bind("find", "cursor")]))).toEqual(["B ~1 7:cursor"]);
  });

  it("makes everybody's statements again after DEALLOCATE ALL", () => {
    const session = new Session();
    const [one, other] = [new StatementBook(session, 1), new StatementBook(session, 2)];
    answer(one.rewrite([parse("find")]), "1");
    const batch = other.rewrite([frame(query("DEALLOCATE ALL"))]);
    expect(batch.forgetsStatements).toBe(true);
    answer(batch, "C");
    expect(seen(one.rewrite([bind("find")]))).toEqual(["C ~1", "P ~1 select 1", "B ~1"]);
  });

  it("leaves nothing behind", () => {
    const book = new StatementBook(new Session(), 1);
    answer(book.rewrite([parse("find"), parse("")]), "11");
    const rollback = query("ROLLBACK");
    expect(book.farewell({ unsynced: true, inTransaction: true })).toEqual([
      rollback,
      sync(),
      rollback,
      closeStatement("~1"),
      sync(),
    ]);
    expect(book.farewell({ unsynced: false, inTransaction: false })).toEqual([]);
  });
});
