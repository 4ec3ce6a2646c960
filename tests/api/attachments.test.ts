/** Files and contacts of an intervention, over HTTP: what may be attached, kept whole and once, told to whom. */
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES } from "../../domain/attachments/media-types.ts";
import type { Database } from "../../server/platform/db.ts";
import { sweepUploads } from "../../server/platform/upload.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { type Answer, startTestServer, type TestServer } from "../support/server.ts";
import { roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const JPEG = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");
const WEBP = Buffer.concat([Buffer.from("RIFF\x1a\0\0\0WEBPVP8L", "latin1"), Buffer.alloc(14)]);
const DXF = Buffer.from(
  "999\r\nprova\r\n  0\r\nSECTION\r\n  2\r\nENTITIES\r\n  0\r\nENDSEC\r\n  0\r\nEOF\r\n",
);
const DWG = Buffer.concat([Buffer.from("AC1032"), Buffer.alloc(64)]);
const EXE = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200, 1)]);

await describeOnDatabases("files and contacts", (open) => {
  let server: TestServer;
  let database: Database;
  const cookies: Record<string, string> = {};
  const id = randomUUID();
  const path = `/api/interventions/${id}/attachments`;

  beforeAll(async () => {
    const opened = await open("small");
    database = opened.database;
    server = await startTestServer(opened);
    for (const person of ["planner", "other", "crew", "official", "desk", "citizen", "admin"]) {
      cookies[person] = await server.signIn(person);
    }
    const intervention = roadworkAt([100, 100], [140, 100], ["2026-03-02", "2026-03-06"]);
    const { status } = await server.ask("POST", "/api/interventions", {
      cookie: cookies.planner,
      body: { id, intervention },
    });
    expect(status).toBe(201);
    return () => server.close();
  });

  async function attach(
    content: Buffer,
    name: string,
    type: string,
    { by = "planner", attachmentId = randomUUID(), at = path } = {},
  ): Promise<Answer> {
    const query = new URLSearchParams({ id: attachmentId, name });
    const response = await fetch(`${server.url}${at}?${query}`, {
      method: "POST",
      headers: { "Content-Type": type, Cookie: cookies[by]! },
      body: new Uint8Array(content),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
  }
  const list = async (): Promise<{ id: string; name: string }[]> =>
    (await server.ask("GET", path, { cookie: cookies.crew })).json.attachments;
  const download = (attachmentId: string, by: string) =>
    fetch(`${server.url}${path}/${attachmentId}/content`, { headers: { Cookie: cookies[by]! } });
  const folder = () => join(server.homeFolder, "attachments");
  /** Files on the disk, by their path below the folder. */
  async function kept(): Promise<string[]> {
    const entries = await readdir(folder(), { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  }

  it.each([
    { name: "Verbale.PDF", type: "application/pdf", content: PDF },
    { name: "foto.jpg", type: "image/jpeg", content: JPEG },
    { name: "pianta.png", type: "image/png", content: PNG },
    { name: "foto.webp", type: "image/webp", content: WEBP },
    { name: "tavola.dxf", type: "image/vnd.dxf", content: DXF },
    { name: "tavola.dwg", type: "image/vnd.dwg", content: DWG },
    { name: "righe.csv", type: "text/csv", content: Buffer.from("via;dal\nvia Po;2 marzo\n") },
    {
      name: "perché – «note».txt",
      type: "text/plain",
      content: Buffer.from("perch\xe9 s\xec\r\n", "latin1"),
    },
  ])("$name comes back as it was sent, to be saved and never shown", async ({ name, type, content }) => {
    const added = await attach(content, name, type);
    expect(added.json).toMatchObject({ name, mediaType: type, sizeBytes: content.length });
    expect(added.status).toBe(201);
    expect(await list()).toContainEqual(added.json);
    const response = await download(added.json.id, "crew");
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    const headers = Object.fromEntries(response.headers);
    expect(headers["content-type"]).toBe(type);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename=/);
    expect(headers["content-disposition"]).toContain(encodeURIComponent(name.slice(0, 5)));
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toBe("default-src 'none'; sandbox");
    expect(headers["cache-control"]).toBe("no-store");
  });

  it("office documents are told apart by what they hold", async () => {
    const word = await readFile(new URL("../support/fixtures/vuoto.docx", import.meta.url));
    const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    expect((await attach(word, "vuoto.docx", type)).json).toMatchObject({ mediaType: type });
    const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    expect((await attach(word, "vuoto.xlsx", sheet)).json).toMatchObject({ code: "attachment-refused" });
  });

  describe("a file in disguise", () => {
    it.each([
      { what: "a program called a photo", content: EXE, name: "foto.jpg", type: "image/jpeg", field: "body" },
      {
        what: "a page called a note",
        content: Buffer.from("<!DOCTYPE html>\0<script>"),
        name: "n.txt",
        type: "text/plain",
        field: "body",
      },
      {
        what: "a photo called a paper",
        content: JPEG,
        name: "a.pdf",
        type: "application/pdf",
        field: "body",
      },
      {
        what: "a paper with a program's ending",
        content: PDF,
        name: "a.exe",
        type: "application/pdf",
        field: "name",
      },
      {
        what: "a paper with a photo's ending",
        content: PDF,
        name: "a.jpg",
        type: "application/pdf",
        field: "name",
      },
      {
        what: "a drawing of pages (SVG)",
        content: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
        name: "a.txt",
        type: "text/plain",
        field: "body",
      },
      {
        what: "an archive",
        content: Buffer.from("504b0506000000000000000000000000000000000000", "hex"),
        name: "a.docx",
        type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        field: "body",
      },
    ])("$what is refused, and leaves nothing", async ({ content, name, type, field }) => {
      const before = await kept();
      const answer = await attach(content, name, type);
      expect(answer.json).toMatchObject({ status: 422, code: "attachment-refused", errors: [{ field }] });
      expect(await kept()).toEqual(before);
    });

    it.each(["text/html", "image/svg+xml", "application/octet-stream", ""])(
      "declared as %j is refused unseen",
      async (type) => {
        expect((await attach(PDF, "a.pdf", type)).json).toMatchObject({
          status: 415,
          code: "unsupported-media",
        });
      },
    );

    it.each(["../a.pdf", "a/b.pdf", "a\\b.pdf", "a\nb.pdf", "x".repeat(201)])(
      "named %j is refused",
      async (name) => {
        const answer = await attach(PDF, name, "application/pdf");
        expect(answer.json).toMatchObject({ status: 400, code: "bad-input", errors: [{ field: "name" }] });
      },
    );
  });

  it("the same content is kept once, however often and wherever it is attached", async () => {
    const content = Buffer.from(`testo ${randomUUID()}`);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => attach(content, `copia-${n}.txt`, "text/plain")),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect((await kept()).filter((name) => name === sha256)).toHaveLength(1);
    expect((await kept()).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("sent again after a lost answer it is the same file; with other content it is refused", async () => {
    const attachmentId = randomUUID();
    const first = await attach(PDF, "atto.pdf", "application/pdf", { attachmentId });
    const again = await attach(PDF, "atto.pdf", "application/pdf", { attachmentId });
    expect(again.json).toEqual(first.json);
    const other = await attach(PNG, "atto.png", "image/png", { attachmentId });
    expect(other.json).toMatchObject({ status: 409, code: "id-taken" });
  });

  it("cut in the middle it leaves nothing", async () => {
    const before = [await kept(), await list()];
    const { port } = new URL(server.url);
    const socket = connect(Number(port), "127.0.0.1");
    const query = new URLSearchParams({ id: randomUUID(), name: "mezzo.pdf" });
    socket.write(
      `POST ${path}?${query} HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: ${cookies.planner}\r\n` +
        "Content-Type: application/pdf\r\nContent-Length: 100000\r\n\r\n%PDF-1.4\n",
    );
    // Under way: half of it is on the disk.
    await expect.poll(async () => (await kept()).some((name) => name.endsWith(".partial"))).toBe(true);
    socket.destroy();
    await expect.poll(async () => [await kept(), await list()]).toEqual(before);
  });

  it("what a killed server left half is taken away, not what is still arriving", async () => {
    const arriving = join(folder(), "arriving");
    const [old, young] = [join(arriving, "old.partial"), join(arriving, "young.partial")];
    for (const file of [old, young]) await writeFile(file, "%PDF-");
    await utimes(old, new Date(Date.now() - 7_200_000), new Date(Date.now() - 7_200_000));
    await sweepUploads(arriving, Date.now());
    expect(await readdir(arriving)).toEqual(["young.partial"]);
  });

  it.each([
    { what: "declared", length: true },
    { what: "streamed", length: false },
  ])("too large is refused, $what", async ({ length }) => {
    const before = await kept();
    const size = MAX_ATTACHMENT_BYTES + 1;
    const chunk = new Uint8Array(1024 * 1024).fill(32);
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (sent >= size) return controller.close();
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const query = new URLSearchParams({ id: randomUUID(), name: "a.txt" });
    const response = await fetch(`${server.url}${path}?${query}`, {
      method: "POST",
      headers: { "Content-Type": "text/plain", Cookie: cookies.planner! },
      ...(length ? { body: new Uint8Array(size) } : { body: stream, duplex: "half" }),
    } as RequestInit);
    expect(await response.json()).toMatchObject({ status: 413, code: "too-large" });
    expect(await kept()).toEqual(before);
  });

  it("empty is refused", async () => {
    expect((await attach(Buffer.alloc(0), "a.txt", "text/plain")).json).toMatchObject({
      status: 400,
      errors: [{ field: "body" }],
    });
  });

  it("is attached by those who may change the intervention, and read by those who have to do with the site", async () => {
    const { json } = await attach(PDF, "mio.pdf", "application/pdf");
    for (const by of ["other", "crew", "official", "desk", "citizen"]) {
      expect((await attach(PDF, "a.pdf", "application/pdf", { by })).json).toMatchObject({
        code: "not-allowed",
      });
      const removed = await server.ask("DELETE", `${path}/${json.id}`, { cookie: cookies[by] });
      expect(removed.json).toMatchObject({ code: "not-allowed" });
      const reads = by !== "desk" && by !== "citizen";
      expect((await download(json.id, by)).status).toBe(reads ? 200 : 403);
    }
    expect((await server.ask("GET", path)).status).toBe(401);
    const elsewhere = await attach(PDF, "a.pdf", "application/pdf", {
      at: `/api/interventions/${randomUUID()}/attachments`,
    });
    expect(elsewhere.json).toMatchObject({ status: 404, code: "not-found" });
  });

  it("taken off it is gone from the list, and its history tells who did what", async () => {
    const { json } = await attach(PDF, "da togliere.pdf", "application/pdf");
    const gone = await server.ask("DELETE", `${path}/${json.id}`, { cookie: cookies.admin });
    expect(gone.status).toBe(200);
    expect((await list()).map((file) => file.id)).not.toContain(json.id);
    expect((await download(json.id, "planner")).status).toBe(404);
    expect((await server.ask("DELETE", `${path}/${json.id}`, { cookie: cookies.admin })).status).toBe(404);
    const history = await server.ask("GET", `/api/interventions/${id}/history`, { cookie: cookies.planner });
    expect(history.json.entries.slice(-2)).toMatchObject([
      { action: "attach", fileName: "da togliere.pdf", actor: { id: "planner" }, version: 1 },
      { action: "detach", fileName: "da togliere.pdf", actor: { id: "admin" }, version: 1 },
    ]);
  });

  it("promises a type for each ending only once", () => {
    const endings = Object.values(ATTACHMENT_TYPES).flat();
    expect(new Set(endings).size).toBe(endings.length);
  });

  describe("contacts", () => {
    const contacts = `/api/interventions/${id}/contacts`;
    const person = (name: string) => ({
      id: randomUUID(),
      name,
      duty: "capocantiere",
      organisation: "Impresa di prova",
      phone: "+39 011 0000000",
      email: "prova@example.org",
    });
    const put = (revision: number, list: object[], by = "planner") =>
      server.ask("PUT", contacts, { cookie: cookies[by], body: { revision, contacts: list } });
    const read = (by: string) => server.ask("GET", contacts, { cookie: cookies[by] });
    const listReadings = () =>
      database.transaction(TEST_CITY, async (db) => {
        const { rows } = await db.query<{ actor: string; subjects: string[]; fields: string[] }>(
          `SELECT actor_id AS actor, subject_ids AS subjects, fields FROM disclosure
           WHERE endpoint = 'listContacts' ORDER BY id`,
        );
        return rows;
      });

    it("are kept in order, told to site staff alone, and each reading is recorded", async () => {
      expect((await read("crew")).json).toEqual({ revision: 0, contacts: [] });
      expect(await listReadings()).toEqual([]);
      const both = [person("Reperibile Uno"), person("Reperibile Due")];
      expect((await put(0, both)).json).toEqual({ revision: 1 });
      expect((await read("crew")).json).toEqual({ revision: 1, contacts: both });
      for (const by of ["desk", "citizen"]) expect((await read(by)).status).toBe(403);
      expect(await listReadings()).toEqual([
        {
          actor: "crew",
          subjects: both.map((one) => `contact:${one.id}`),
          fields: ["name", "duty", "organisation", "phone", "email"],
        },
      ]);
      const shown = await server.ask("GET", `/api/interventions/${id}`);
      expect(shown.text).not.toContain("Reperibile");
    });

    it("are written by those who may change the intervention, one after the other", async () => {
      const { revision, contacts: standing } = (await read("admin")).json;
      expect((await put(revision, [], "other")).json).toMatchObject({ status: 403, code: "not-allowed" });
      expect((await put(revision, [], "crew")).json).toMatchObject({ status: 403, code: "not-allowed" });
      const stale = await put(revision - 1, []);
      expect(stale.json).toMatchObject({
        status: 409,
        code: "version-conflict",
        errors: [{ field: "revision" }],
      });
      expect((await put(revision, [standing[1], standing[0]])).status).toBe(200);
      expect((await put(revision + 1, [standing[0], standing[0]])).json).toMatchObject({ code: "id-taken" });
      expect((await read("admin")).json.contacts).toEqual([standing[1], standing[0]]);
    });

    it("leave no name in the audit, which is kept for ever", async () => {
      const audit = await database.transaction(TEST_CITY, async (db) => {
        const { rows } = await db.query<{ entry: string }>(
          "SELECT concat(before, after) AS entry FROM audit_entry WHERE action = 'contacts'",
        );
        return rows;
      });
      expect(audit.length).toBeGreaterThan(0);
      expect(JSON.stringify(audit)).not.toMatch(/Reperibile|011|example/);
    });

    it.each([
      ["phone", "chiamare Maria"],
      ["email", "non è un indirizzo"],
      ["name", " "],
    ])("with a wrong %s are refused", async (field, value) => {
      const answer = await put(2, [{ ...person("Reperibile"), [field]: value }]);
      expect(answer.json).toMatchObject({ status: 400, errors: [{ field: `contacts.0.${field}` }] });
    });
  });
});
