import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { errorResponse, message } from "./messages.ts";
import { type Embedded, startEmbedded } from "./start-embedded.ts";

// Whatever the configuration: starting a database on a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let home: string;
let folder: string;
let embedded: Embedded;
let pool: pg.Pool;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "decumano-embedded-"));
  folder = join(home, "database");
  // Never opened afresh because of errors: here it must stand them without.
  embedded = await startEmbedded({ folder, idleInTransactionSeconds: 2, recycleAfterErrors: 1_000_000 });
  pool = new pg.Pool({ ...embedded.connection, max: 10 });
});

afterAll(async () => {
  await pool?.end();
  await embedded?.stop();
  await rm(home, { recursive: true, force: true });
});

const connect = async (options: pg.ClientConfig = {}): Promise<pg.Client> => {
  const client = new pg.Client({ ...embedded.connection, ...options });
  await client.connect();
  return client;
};

async function eventually(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const listPrepared = async (): Promise<number> => {
  const { rows } = await pool.query(
    "SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name LIKE '~%'",
  );
  return rows[0].n;
};

interface WireConnection {
  parse(query: { text: string; name: string; types: number[] }): void;
  bind(config: { portal: string; statement: string; values: string[] }): void;
  execute(config: { portal: string; rows: number }): void;
  flush(): void;
  sync(): void;
}

interface WithStream {
  connection: { stream: { resetAndDestroy(): void; pause(): void; resume(): void } };
}

/** What the server says to these bytes before it hangs up. */
async function exchange(chunks: readonly Uint8Array[]): Promise<Buffer> {
  const socket = createConnection(embedded.connection.port, embedded.connection.host);
  const received: Buffer[] = [];
  socket.on("data", (chunk) => received.push(chunk));
  // The server may hang up while it is still being written to.
  socket.on("error", () => undefined);
  for (const chunk of chunks) socket.write(chunk);
  socket.end();
  await new Promise((resolve) => socket.once("close", resolve));
  return Buffer.concat(received);
}

describe("the protocol", () => {
  it("lets nobody query before the password", async () => {
    const startup = Buffer.concat([
      Buffer.from([0, 0, 0, 42, 0, 3, 0, 0]),
      Buffer.from("user\0postgres\0database\0postgres\0\0"),
    ]);
    startup.writeInt32BE(startup.length);
    const answer = await exchange([startup, message("Q", Buffer.from("select 1\0"))]);
    expect(answer.toString("latin1")).toContain("SCRAM-SHA-256");
    expect(answer.toString("latin1")).toContain("protocol violation");
  });

  it("stays in step after errors at every stage", async () => {
    const client = await connect({ pipeline: true });
    for (let round = 0; round < 20; round += 1) {
      await expect(client.query("SELECT $1::int FROM nowhere", [1])).rejects.toMatchObject({ code: "42P01" });
      await expect(client.query("SELECT $1::int", ["x"])).rejects.toMatchObject({ code: "22P02" });
      await expect(client.query("SELECT 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
      await expect(client.query("SELEC")).rejects.toMatchObject({ code: "42601" });
      const results = await Promise.allSettled([
        client.query("SELECT $1::int AS n", [round]),
        client.query("SELECT nothing"),
        client.query("SELECT $1::int AS n", [round + 1]),
      ]);
      expect(results.map((result) => (result.status === "fulfilled" ? result.value.rows : "error"))).toEqual([
        [{ n: round }],
        "error",
        [{ n: round + 1 }],
      ]);
    }
    await client.end();
  });

  it("says at once what it cannot do, also in a transaction, and goes on", async () => {
    const client = await connect();
    const sqlErrors = ["COPY spatial_ref_sys FROM STDIN", "LISTEN changes", "SELECT 1; LISTEN changes"];
    for (const sql of sqlErrors) {
      await expect(client.query(sql)).rejects.toMatchObject({ code: "0A000", message: /not available/ });
      await expect(client.query({ text: sql, values: [] })).rejects.toMatchObject({ code: "0A000" });
      await client.query("BEGIN");
      await expect(client.query(sql)).rejects.toMatchObject({ code: "0A000" });
      await expect(client.query("SELECT 1")).rejects.toMatchObject({ code: "25P02" });
      await client.query("ROLLBACK");
    }
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it("answers encryption requests with no, and a cancel request by hanging up", async () => {
    const request = (code: number): Buffer => {
      const bytes = Buffer.alloc(8);
      bytes.writeInt32BE(8);
      bytes.writeInt32BE(code, 4);
      return bytes;
    };
    expect((await exchange([request(80_877_103), request(80_877_104)])).toString()).toBe("NN");
    const cancel = Buffer.concat([request(80_877_102), Buffer.alloc(8)]);
    cancel.writeInt32BE(16);
    expect(await exchange([cancel])).toHaveLength(0);
  });

  it("hands out a portal in pieces between Flush messages", async () => {
    const client = await connect();
    const { connection } = client as unknown as { connection: WireConnection };
    const rows: string[] = [];
    const submittable = {
      submit: () => {
        connection.parse({ text: "SELECT generate_series(1, $1::int)", name: "", types: [] });
        connection.bind({ portal: "pieces", statement: "", values: ["5"] });
        connection.flush();
        connection.execute({ portal: "pieces", rows: 2 });
        connection.flush();
      },
      handleDataRow: ({ fields }: { fields: string[] }) => rows.push(fields[0]!),
      handlePortalSuspended: () => {
        rows.push("suspended");
        connection.execute({ portal: "pieces", rows: 2 });
        connection.flush();
      },
      handleCommandComplete: () => connection.sync(),
      handleReadyForQuery: () => done(),
      handleError: (error: Error) => done(error),
    };
    let done: (error?: Error) => void = () => undefined;
    const finished = new Promise<void>((resolve, reject) => {
      done = (error) => (error ? reject(error) : resolve());
    });
    client.query(submittable as unknown as pg.Submittable);
    // Others have to wait for the Sync, and get their turn then.
    const other = pool.query("SELECT 'other' AS text");
    await finished;
    expect(rows).toEqual(["1", "2", "suspended", "3", "4", "suspended", "5"]);
    expect((await other).rows).toEqual([{ text: "other" }]);
    await client.end();
  });

  it("copies out", async () => {
    const client = await connect();
    const { connection } = client as unknown as { connection: WireConnection & NodeJS.EventEmitter };
    const lines: string[] = [];
    connection.on("copyData", ({ chunk }: { chunk: Buffer }) => lines.push(chunk.toString()));
    await client.query("COPY (SELECT generate_series(1, 3)) TO STDOUT");
    expect(lines).toEqual(["1\n", "2\n", "3\n"]);
    await client.end();
  });

  it("survives garbage, before and after the password", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 4 }), async (chunks) => {
        await exchange(chunks);
      }),
      { numRuns: 60 },
    );
    const anyMessage = fc
      .tuple(fc.constantFrom(..."PBEDCHSQpdcfXF"), fc.uint8Array({ maxLength: 40 }))
      .map(([type, body]) => message(type, body));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(anyMessage, fc.uint8Array({ maxLength: 20 })), { maxLength: 6 }),
        async (parts) => {
          const client = await connect();
          const { stream } = (client as unknown as { connection: { stream: NodeJS.WritableStream } })
            .connection;
          client.on("error", () => undefined);
          const closed = new Promise((resolve) => client.once("end", resolve));
          stream.end(Buffer.concat(parts));
          await closed;
        },
      ),
      { numRuns: 60 },
    );
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    expect(embedded.status()).toMatchObject({ reopenings: 0, restarts: 0 });
  });

  it("ends its messages as PostgreSQL does", () => {
    const bytes = errorResponse({ severity: "FATAL", sqlState: "08P01", text: "why" });
    expect(Buffer.from(bytes).toString("latin1").slice(5)).toBe("SFATAL\0VFATAL\0C08P01\0Mwhy\0\0");
  });
});

describe("statements of many connections", () => {
  it("keeps named statements apart: the same name, another text on each connection", async () => {
    const clients = await Promise.all(Array.from({ length: 12 }, () => connect()));
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(
        clients.map((client, index) =>
          client.query({
            name: "shared",
            text: `SELECT ${index} AS mine, $1::int AS round`,
            values: [round],
          }),
        ),
      );
      expect(answers.map(({ rows }) => rows)).toEqual(clients.map((_, index) => [{ mine: index, round }]));
    }
    expect(await listPrepared()).toBe(12);
    await Promise.all(clients.map((client) => client.end()));
    await eventually(async () => (await listPrepared()) === 0);
  });

  it("keeps unnamed statements apart when parsing and executing come in separate batches", async () => {
    const clients = await Promise.all([connect(), connect()]);
    const wires = clients.map((client) => (client as unknown as { connection: WireConnection }).connection);
    const rows: string[][] = [[], []];
    const steps = clients.map((client, index) => {
      let step: () => void = () => undefined;
      const submit = (send: (wire: WireConnection) => void): Promise<void> =>
        new Promise((resolve, reject) => {
          step = resolve;
          client.query({
            submit: () => send(wires[index]!),
            handleDataRow: ({ fields }: { fields: string[] }) => rows[index]!.push(fields[0]!),
            handleCommandComplete: () => undefined,
            handleReadyForQuery: () => step(),
            handleError: reject,
          } as unknown as pg.Submittable);
        });
      return submit;
    });
    for (const [index, submit] of steps.entries()) {
      await submit((wire) => {
        wire.parse({ name: "", text: `SELECT 'of ${index}'`, types: [] });
        wire.sync();
      });
    }
    for (const submit of steps) {
      await submit((wire) => {
        wire.bind({ portal: "", statement: "", values: [] });
        wire.execute({ portal: "", rows: 0 });
        wire.sync();
      });
    }
    expect(rows).toEqual([["of 0"], ["of 1"]]);
    await Promise.all(clients.map((client) => client.end()));
  });
});

describe("transactions", () => {
  beforeAll(() => pool.query("CREATE TABLE IF NOT EXISTS notes (text text)"));

  it("keeps others waiting, and out of what is not committed", async () => {
    const client = await connect();
    await client.query("BEGIN");
    await client.query("INSERT INTO notes VALUES ('kept')");
    const others = Array.from({ length: 5 }, () =>
      pool.query("SELECT count(*)::int AS n FROM notes WHERE text = 'kept'"),
    );
    let answered = false;
    void Promise.race(others).then(() => {
      answered = true;
    });
    await client.query("SELECT ST_Area(ST_Buffer(ST_Point(0, 0), 1))");
    expect(answered).toBe(false);
    await client.query("COMMIT");
    expect((await Promise.all(others)).map(({ rows }) => rows[0].n)).toEqual([1, 1, 1, 1, 1]);
    await client.end();
  });

  it.each([
    ["says goodbye", (client: pg.Client) => client.end()],
    [
      "vanishes",
      async (client: pg.Client) => void (client as unknown as WithStream).connection.stream.resetAndDestroy(),
    ],
  ])("undoes the transaction of a client that %s", async (_how, leave) => {
    const client = await connect();
    client.on("error", () => undefined);
    await client.query("BEGIN");
    await client.query("INSERT INTO notes VALUES ('lost')");
    await leave(client);
    const { rows } = await pool.query("SELECT count(*)::int AS n FROM notes WHERE text = 'lost'");
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("ends a connection that idles in a transaction", async () => {
    const client = await connect();
    // Told why, and then hung up on: two errors.
    const ended = new Promise<Error>((resolve) => client.on("error", resolve));
    await client.query("BEGIN");
    await client.query("INSERT INTO notes VALUES ('idle')");
    const { rows } = await pool.query("SELECT count(*)::int AS n FROM notes WHERE text = 'idle'");
    expect(rows).toEqual([{ n: 0 }]);
    expect(await ended).toMatchObject({ code: "25P03" });
  });
});

describe("large results", () => {
  const rowsOf20Megabytes = "SELECT i, repeat(md5(i::text), 32) AS text FROM generate_series(1, 20000) AS i";

  it("brings 20 MB whole, and lets others in between", async () => {
    const [big, small] = await Promise.all([pool.query(rowsOf20Megabytes), pool.query("SELECT 1 AS one")]);
    expect(small.rows).toEqual([{ one: 1 }]);
    expect(big.rows).toHaveLength(20_000);
    expect(big.rows.every(({ i, text }, index) => i === index + 1 && text.length === 1024)).toBe(true);
    const { rows } = await pool.query("SELECT repeat('x', 20000000) AS text");
    expect(rows[0].text).toHaveLength(20_000_000);
  });

  it("takes 20 MB in", async () => {
    const text = randomBytes(10_000_000).toString("hex");
    const { rows } = await pool.query("SELECT md5($1::text) AS md5", [text]);
    expect(rows[0].md5).toBe(createHash("md5").update(text).digest("hex"));
  });

  it("does not stall the others when a client does not read", async () => {
    const client = await connect();
    const { stream } = (client as unknown as WithStream).connection;
    const big = client.query(rowsOf20Megabytes);
    stream.pause();
    for (let count = 0; count < 50; count += 1) await pool.query("SELECT $1::int", [count]);
    stream.resume();
    expect((await big).rows).toHaveLength(20_000);
    await client.end();
  });
});

describe("errors that could end the database", () => {
  it("stands more errors than PGlite's leaking stack has room for", async () => {
    const fails = async (): Promise<void> => {
      for (let error = 0; error < 200; error += 1) {
        await expect(pool.query("SELECT nonsense")).rejects.toMatchObject({ code: "42703" });
      }
    };
    await Promise.all(Array.from({ length: 10 }, fails));
    expect(embedded.status()).toMatchObject({ recycles: 0, reopenings: 0 });
  });

  it("gives a deep recursion PostgreSQL's own error, time and again", async () => {
    await pool.query(`CREATE OR REPLACE FUNCTION deeper(i int) RETURNS int LANGUAGE plpgsql AS
      $$ BEGIN RETURN deeper(i + 1); END $$`);
    for (let turn = 0; turn < 5; turn += 1) {
      await expect(pool.query("SELECT deeper($1)", [1])).rejects.toMatchObject({ code: "54001" });
    }
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    expect(embedded.status().reopenings).toBe(0);
  });

  it("tells the one whose query it was, and serves all others as if nothing had been", async () => {
    await pool.query("CREATE TABLE IF NOT EXISTS survivors (i int)");
    const clients = await Promise.all(Array.from({ length: 6 }, () => connect()));
    const ask = (client: pg.Client, index: number): Promise<pg.QueryResult> =>
      client.query({ name: "mine", text: `INSERT INTO survivors VALUES (${index}) RETURNING i`, values: [] });
    for (const [index, client] of clients.entries()) await ask(client, index);
    const culprit = await connect();
    culprit.on("error", () => undefined);
    // PGlite ends at a command it would have to give to a shell.
    const deadly = "DO $$ BEGIN EXECUTE 'COPY survivors FROM PROGRAM ''x'''; END $$";
    const fatal = expect(culprit.query(deadly)).rejects.toMatchObject({ code: "57P02" });
    const answers = await Promise.all(clients.map(ask));
    await fatal;
    expect(answers.map(({ rows }) => rows)).toEqual(clients.map((_, index) => [{ i: index }]));
    expect((await pool.query("SELECT count(*)::int AS n FROM survivors")).rows).toEqual([{ n: 12 }]);
    await expect.poll(() => embedded.status().reopenings).toBe(1);
    expect(embedded.status().restarts).toBe(0);
    await Promise.all(clients.map((client) => client.end()));
  });
});
