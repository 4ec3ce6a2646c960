/** Killed in the middle of a stream of saves, again and again: all that was acknowledged is there, and nothing half. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, vi } from "vitest";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import type { Database } from "../../server/platform/db.ts";
import { seededRandom } from "../support/random.ts";
import { ask, signIn } from "../support/server.ts";
import type { ServerProcess } from "../support/server-process.ts";
import { ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const WRITERS = 4;
const SAVES_BEFORE_A_KILL = 8;
const random = seededRandom(20_261_122);

/** Saves one intervention after the other, each again until it is acknowledged, while the server lives. */
class Writers {
  readonly acknowledged: string[] = [];
  readonly unexpected: string[] = [];
  #stopped = false;
  readonly #running: Promise<unknown>;

  constructor(url: string, cookie: string) {
    this.#running = Promise.all(Array.from({ length: WRITERS }, () => this.#write(url, cookie)));
  }

  async #write(url: string, cookie: string): Promise<void> {
    while (!this.#stopped) {
      const id = randomUUID();
      const from = [50 + random() * 800, 50 + random() * 800] as const;
      const body = {
        id,
        intervention: roadworkAt(from, [from[0] + 30, from[1] + 20], ["2026-03-02", "2026-03-06"]),
      };
      let acknowledged = false;
      while (!acknowledged && !this.#stopped) {
        const answer = await ask(`${url}/api/interventions`, "POST", { cookie, body }).catch(() => null);
        // No answer: the server was killed. 503: its database was, and will be back.
        acknowledged = answer?.status === 201;
        if (answer !== null && !acknowledged && answer.status !== 503)
          this.unexpected.push(`${answer.status} ${answer.text}`);
      }
      if (acknowledged) this.acknowledged.push(id);
    }
  }

  async waitFor(count: number): Promise<void> {
    await vi.waitFor(() => {
      expect(this.unexpected).toEqual([]);
      expect(this.acknowledged.length).toBeGreaterThanOrEqual(count);
    }, 120_000);
  }

  stop(): Promise<unknown> {
    this.#stopped = true;
    return this.#running;
  }
}

/** Every way in which a save could be there by half. */
async function listHalves(database: Database): Promise<string[]> {
  return database.transaction(TEST_CITY, async (db) => {
    const { rows } = await db.query<{ half: string }>(
      `SELECT 'no phase: ' || id AS half FROM intervention i WHERE NOT EXISTS (SELECT FROM phase WHERE intervention_id = i.id)
       UNION ALL
       SELECT 'audited ' || count(a.id) || ' times: ' || i.id FROM intervention i
         LEFT JOIN audit_entry a ON a.entity = 'intervention' AND a.entity_id = i.id::text AND a.action = 'create'
        GROUP BY i.id HAVING count(a.id) <> 1
       UNION ALL
       SELECT 'audit of nothing: ' || entity_id FROM audit_entry a
        WHERE a.entity = 'intervention' AND NOT EXISTS (SELECT FROM intervention i WHERE i.id::text = a.entity_id)`,
    );
    return rows.map(({ half }) => half);
  });
}

async function listFindings(database: Database): Promise<string[]> {
  return database.transaction(TEST_CITY, async (db) => {
    const { rows } = await db.query<{ pair: string }>(
      "SELECT concat_ws(' ', rule, a_phase_id, b_phase_id) AS pair FROM finding WHERE ended_at IS NULL ORDER BY 1",
    );
    return rows.map(({ pair }) => pair);
  });
}

async function listMissing(database: Database, ids: readonly string[]): Promise<string[]> {
  return database.transaction(TEST_CITY, async (db) => {
    const { rows } = await db.query<{ id: string }>(
      "SELECT id FROM unnest($1::uuid[]) AS id WHERE id NOT IN (SELECT id FROM intervention)",
      [ids],
    );
    return rows.map(({ id }) => id);
  });
}

const folders: string[] = [];
/** A home folder that is gone after the tests. */
export async function makeHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "decumano-crash-"));
  folders.push(home);
  return home;
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

export interface Site {
  start(): Promise<ServerProcess>;
  /** A connection of our own beside the server's. */
  look(): Promise<Database>;
  /** Kills the database's own process, where it is ours to kill. */
  readonly killDatabase: (() => Promise<void>) | null;
}

export async function survive(site: Site, rounds: number): Promise<void> {
  const acknowledged: string[] = [];
  let server = await site.start();
  try {
    for (let round = 0; round < rounds; round += 1) {
      const writers = new Writers(server.url, await signIn(server.url, "planner"));
      await writers.waitFor(SAVES_BEFORE_A_KILL + Math.floor(random() * 8));
      if (site.killDatabase !== null) {
        await site.killDatabase();
        await writers.waitFor(writers.acknowledged.length + SAVES_BEFORE_A_KILL);
      }
      await server.kill();
      await writers.stop();
      expect(writers.unexpected).toEqual([]);
      acknowledged.push(...writers.acknowledged);

      server = await site.start();
      const database = await site.look();
      try {
        expect(await listMissing(database, acknowledged), `round ${round}`).toEqual([]);
        expect(await listHalves(database), `round ${round}`).toEqual([]);
      } finally {
        await database.close();
      }
    }
    const database = await site.look();
    try {
      const kept = await listFindings(database);
      await recomputeAllFindings(database, TEST_CITY, ROME, Date.now);
      expect(await listFindings(database)).toEqual(kept);
      expect(kept.length).toBeGreaterThan(0);
    } finally {
      await database.close();
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * SAVES_BEFORE_A_KILL);
  } finally {
    await server.kill();
  }
}
