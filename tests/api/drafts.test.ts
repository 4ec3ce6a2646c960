/** A person's own drafts, over HTTP: kept whole, from two devices never one over the other, told to nobody else. */
import { beforeAll, expect, it } from "vitest";
import { MAX_DRAFT_BYTES, MAX_DRAFTS } from "../../domain/drafts/contract.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

await describeOnDatabases("drafts", (open) => {
  let server: TestServer;
  let planner: string;
  let other: string;
  let number = 0;
  const nextId = () => `00000000-0000-4000-8000-${String(++number).padStart(12, "0")}`;

  beforeAll(async () => {
    server = await startTestServer(await open("small"));
    planner = await server.signIn("planner");
    other = await server.signIn("other");
    return () => server.close();
  });

  const put = (id: string, revision: number, content: object, cookie = planner) =>
    server.ask("PUT", `/api/drafts/${id}`, { cookie, body: { revision, formVersion: 1, content } });
  const get = (id: string, cookie = planner) => server.ask("GET", `/api/drafts/${id}`, { cookie });

  it("come back as they were left, whatever is in them", async () => {
    const id = nextId();
    const content = { title: "Scavo\0 «a metà» \ud800", phases: [{ widthMetres: null }], "": { deep: [[]] } };
    expect((await put(id, 0, content)).json).toMatchObject({ id, revision: 1, formVersion: 1 });
    const saved = await put(id, 1, { ...content, title: "b" });
    expect(saved.json).toMatchObject({ id, revision: 2 });
    expect((await get(id)).json).toEqual({ ...saved.json, content: { ...content, title: "b" } });
    const { json } = await server.ask("GET", "/api/drafts", { cookie: planner });
    expect(json.drafts).toContainEqual(saved.json);
  });

  it("written on two devices are refused to the second, with the newer one", async () => {
    const id = nextId();
    await put(id, 0, { by: "first" });
    const desk = await put(id, 1, { by: "desk" });
    expect(desk.status).toBe(200);
    const phone = await put(id, 1, { by: "phone" });
    expect(phone.json).toMatchObject({
      status: 409,
      code: "version-conflict",
      errors: [{ field: "revision", message: "now 2" }],
      current: { id, revision: 2, content: { by: "desk" } },
    });
    expect((await put(id, 0, { by: "phone" })).json.current).toMatchObject({ revision: 2 });
    expect((await get(id)).json.content).toEqual({ by: "desk" });
  });

  it("saved at once by two are saved once", async () => {
    const id = nextId();
    const first = await Promise.all([1, 2, 3, 4].map((by) => put(id, 0, { by })));
    expect(first.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const next = await Promise.all([1, 2, 3, 4].map((by) => put(id, 1, { by })));
    expect(next.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await get(id)).json.revision).toBe(2);
  });

  it("sent again after a lost answer are saved already", async () => {
    const id = nextId();
    const sent = await put(id, 0, { title: "a" });
    const again = await put(id, 0, { title: "a" });
    expect(again.status).toBe(200);
    expect(again.json).toEqual(sent.json);
  });

  it("are nobody else's: not found, not listed, not deleted, and the same id is free to others", async () => {
    const id = nextId();
    await put(id, 0, { secret: "mine" });
    expect((await get(id, other)).json).toMatchObject({ status: 404, code: "not-found" });
    expect((await server.ask("GET", "/api/drafts", { cookie: other })).text).not.toContain(id);
    await server.ask("DELETE", `/api/drafts/${id}`, { cookie: other });
    expect((await put(id, 0, { theirs: true }, other)).status).toBe(200);
    expect((await get(id)).json.content).toEqual({ secret: "mine" });
  });

  it("once deleted are gone, and a change of one tells so", async () => {
    const id = nextId();
    await put(id, 0, { a: 1 });
    for (const _ of [1, 2]) {
      expect((await server.ask("DELETE", `/api/drafts/${id}`, { cookie: planner })).status).toBe(200);
    }
    expect((await get(id)).status).toBe(404);
    const changed = await put(id, 1, { a: 2 });
    expect(changed.json).toMatchObject({ status: 409, current: null });
    expect(changed.json.errors).toEqual([{ field: "revision", message: "deleted since" }]);
  });

  it.each([
    { what: "larger than allowed", content: `{"a":"${"x".repeat(MAX_DRAFT_BYTES - 7)}"}` },
    { what: "larger in bytes than in letters", content: `{"a":"${"è".repeat(MAX_DRAFT_BYTES / 2)}"}` },
    { what: "nested past all sense", content: `{"a":${"[".repeat(40_000)}${"]".repeat(40_000)}}` },
    { what: "no object", content: "[]" },
  ])("$what are refused with the field named", async ({ content }) => {
    const body = `{"revision":0,"formVersion":1,"content":${content}}`;
    const answer = await server.ask("PUT", `/api/drafts/${nextId()}`, { cookie: planner, body });
    expect(answer.json).toMatchObject({ status: 400, code: "bad-input", errors: [{ field: "content" }] });
  });

  it("just within the size are saved", async () => {
    expect((await put(nextId(), 0, { a: "x".repeat(MAX_DRAFT_BYTES - 8) })).status).toBe(200);
  });

  it("past the most anybody may have are refused, until one is deleted", async () => {
    const cookie = await server.signIn("crew");
    const ids = Array.from({ length: MAX_DRAFTS }, nextId);
    const saved = await Promise.all(ids.map((id) => put(id, 0, {}, cookie)));
    expect(saved.filter(({ status }) => status !== 200)).toEqual([]);
    expect((await put(nextId(), 0, {}, cookie)).json).toMatchObject({ status: 409, code: "too-many-drafts" });
    await server.ask("DELETE", `/api/drafts/${ids[0]}`, { cookie });
    expect((await put(nextId(), 0, {}, cookie)).status).toBe(200);
  });
});
