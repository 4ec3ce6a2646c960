import { describe, expect, it } from "vitest";
import { cstring, message, query, readNaming } from "./messages.ts";
import { findRefusal, replaceRefused } from "./refusals.ts";

describe("findRefusal", () => {
  it.each([
    "COPY t FROM STDIN",
    "copy t (a, b)\n  from stdin with (format binary)",
    "-- first\n/* then */ copy t from stdin",
    "select 1; copy t from stdin",
    "COPY t FROM PROGRAM 'cat'",
    "listen changes",
    "begin; LISTEN changes; commit",
  ])("refuses %j", (sql) => {
    expect(findRefusal(sql)).not.toBeNull();
  });

  it.each([
    "COPY t TO STDOUT",
    "select 'copy t from stdin'",
    "select $$; listen changes$$",
    "select $tag$; copy t from stdin $tag$",
    'select 1 as "listen"',
    "-- listen changes\nselect 1",
    "insert into copy values ('from stdin')",
    "notify changes",
    "unlisten *",
  ])("lets %j pass", (sql) => {
    expect(findRefusal(sql)).toBeNull();
  });
});

describe("replaceRefused", () => {
  it("puts in its place a statement that raises the reason, under the same name", () => {
    const parse = message("P", cstring("named"), cstring("listen changes"), new Uint8Array(2));
    const replaced = readNaming(replaceRefused(parse));
    expect(replaced.statement).toBe("named");
    expect(replaced.sql).toMatch(/^DO .* RAISE EXCEPTION 'LISTEN is not available/);
    expect(readNaming(replaceRefused(query("listen changes"))).sql).toMatch(/^DO /);
  });

  it("leaves every other message as it is", () => {
    const bytes = query("select 1");
    expect(replaceRefused(bytes)).toBe(bytes);
  });
});
