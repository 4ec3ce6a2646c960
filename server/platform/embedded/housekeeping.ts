/**
 * What PostgreSQL's background processes do and the embedded database, a single process, does not: checkpoints
 * (without them the write-ahead log grows for ever and a start after a crash replays all of it), vacuum and
 * analyze (without them tables bloat and queries are planned for empty tables).
 */

export interface Housekept {
  runAlone(sql: string): Promise<(string | null)[][]>;
  /** When a client's batch last ran, by performance.now(). */
  readonly lastUsed: number;
}

const checkpointBytes = 128 * 1024 * 1024;
const logCheckSeconds = 5;
/** A vacuum keeps everybody waiting, so it is done when nobody has asked anything for so long. */
const idleMilliseconds = 2_000;

/** The thresholds are autovacuum's defaults: 50 rows and 20 % dead, 50 rows and 10 % changed. */
const neediestTable = `
  SELECT format('%I.%I', schemaname, relname),
         n_dead_tup > 50 + 0.2 * n_live_tup
  FROM pg_stat_user_tables
  WHERE n_dead_tup > 50 + 0.2 * n_live_tup OR n_mod_since_analyze > 50 + 0.1 * n_live_tup
  ORDER BY n_dead_tup + n_mod_since_analyze DESC
  LIMIT 1`;

export class Housekeeping {
  readonly #timers: NodeJS.Timeout[];

  constructor(
    private readonly database: Housekept,
    /** One table is looked after so often. */
    everySeconds: number,
    onError: (error: Error) => void,
  ) {
    const every = (seconds: number, chore: () => Promise<unknown>): NodeJS.Timeout => {
      let busy = false;
      return setInterval(() => {
        if (busy) return;
        busy = true;
        chore()
          .catch(onError)
          .finally(() => {
            busy = false;
          });
      }, seconds * 1000);
    };
    this.#timers = [
      every(Math.min(logCheckSeconds, everySeconds), () => this.#checkpointWhenDue()),
      every(everySeconds, async () => {
        if (performance.now() - database.lastUsed >= idleMilliseconds) await this.#tidyOneTable();
      }),
    ];
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #checkpointWhenDue(): Promise<void> {
    const rows = await this.database.runAlone(
      "SELECT pg_current_wal_insert_lsn() - redo_lsn FROM pg_control_checkpoint()",
    );
    if (Number(rows[0]?.[0]) >= checkpointBytes) await this.database.runAlone("CHECKPOINT");
  }

  async #tidyOneTable(): Promise<void> {
    const [table, dead] = (await this.database.runAlone(neediestTable))[0] ?? [];
    if (table) await this.database.runAlone(dead === "t" ? `VACUUM (ANALYZE) ${table}` : `ANALYZE ${table}`);
  }
}
