import type { Database } from "../../server/platform/db.ts";
import type { OpenDatabase } from "./databases.ts";
import { type Answer, startTestServer, type TestServer } from "./server.ts";
import { TEST_CITY } from "./test-city.ts";

/** Stands in every field of an intervention that is nobody's business: it may never be read outside. */
export const SECRET = "riservatissimo";

export interface OpenDataCity {
  readonly server: TestServer;
  readonly database: Database;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Rows of the city's own tables. */
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface OpenDataCityOptions {
  readonly now?: () => number;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * The sample city with what its programme lacks: detours, hours of work, an intervention in every state, names that
 * would break a page, and a word in every inner field.
 */
export async function openOpenDataCity(
  open: OpenDatabase,
  options: OpenDataCityOptions = {},
): Promise<OpenDataCity> {
  const { database, ...connected } = await open("sample");
  await database.transaction(TEST_CITY, async (db) => {
    for (const [sql, values] of CHANGES) await db.query(sql, values);
  });
  const server = await startTestServer({ database, ...connected }, options);
  return {
    server,
    database,
    get: (path, headers = {}) => server.ask("GET", path, { headers }),
    rows: (sql, values) =>
      database.transaction(TEST_CITY, async (db) => (await db.query(sql, values)).rows as never),
    close: () => server.close(),
  };
}

const CHANGES: readonly (readonly [string, readonly unknown[]])[] = [
  [
    `UPDATE intervention SET description = $1, cause = $1, contractor = $1, title = $1 || ' ' || title
     WHERE deleted_at IS NULL`,
    [SECRET],
  ],
  [
    `INSERT INTO contact (id, intervention_id, position, name, duty, organisation, phone, email)
     SELECT gen_random_uuid(), id, 0, $1, $1, $1, $1, $1 FROM intervention`,
    [SECRET],
  ],
  [
    `INSERT INTO attachment (id, intervention_id, name, media_type, size_bytes, sha256, added_at)
     SELECT gen_random_uuid(), id, $1, 'text/plain', 1, repeat('0', 64), now() FROM intervention`,
    [SECRET],
  ],
  [
    `UPDATE intervention SET state = states.state
     FROM (SELECT id, (ARRAY['forecast', 'draft', 'proposed', 'cancelled', 'suspended', 'takenBack'])
         [row_number() OVER (ORDER BY id)] AS state FROM intervention WHERE deleted_at IS NULL
       ORDER BY id LIMIT 6) AS states
     WHERE states.id = intervention.id`,
    [],
  ],
  [
    `UPDATE phase SET detour = ST_Translate(centreline, 30, 20), daily_minutes = int4range(480, 1440),
       weekdays = '{1,2,3,4,5}', carriageway_width_metres = 2.75
     WHERE id IN (SELECT phase.id FROM phase JOIN intervention ON intervention.id = intervention_id
       WHERE centreline IS NOT NULL AND intervention.kind = 'roadwork' AND state = 'inProgress'
         AND upper(during) > now() ORDER BY phase.id LIMIT 4)`,
    [],
  ],
  [
    `UPDATE intervention SET place = $1 WHERE id =
       (SELECT id FROM intervention WHERE state = 'approved' ORDER BY id LIMIT 1)`,
    ['Via <b>Po</b> & "altre"; n. 3, l\'angolo \\ nord è là'],
  ],
];
