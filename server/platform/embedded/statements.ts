/**
 * Keeps the prepared statements of many connections apart in the one session the embedded database has, pure.
 *
 * Every named statement gets a name of its own in the session. The unnamed one stays unnamed, because
 * PostgreSQL plans it for the parameters at hand; when another connection has used it meanwhile, or the
 * database was restarted, the Parse that made it is simply sent again. The same resending brings named
 * statements back after a restart: `pg` sends Parse once in a connection's life and Bind for ever after.
 */
import { code, type Frame } from "./framing.ts";
import { closeStatement, query, readNaming, rename, sync } from "./messages.ts";

interface Statement {
  sessionName: string;
  /** The Parse that makes it, carrying the session's name. */
  parse: Uint8Array;
  /** The session generation in which it was last made. */
  generation: number;
}

/** What the one database session holds. */
export class Session {
  /** Grows when the session loses its prepared statements. */
  generation = 1;
  /** Whose unnamed statement the session holds. */
  unnamedOwner: StatementBook | null = null;
  #names = 0;

  nextName(): string {
    this.#names += 1;
    return `~${this.#names}`;
  }

  forgetStatements(): void {
    this.generation += 1;
    this.unnamedOwner = null;
  }
}

/** A batch as the database shall see it. */
export interface RewrittenBatch {
  messages: Uint8Array[];
  /** Asks of each answer whether the client may see it; records which statements exist. */
  keep: (type: number) => boolean;
  /** To be called when the whole answer is in. */
  finish: () => void;
  /** The session may have lost everybody's statements afterwards. */
  forgetsStatements: boolean;
}

const losesStatements = /\b(?:discard\s+all|deallocate\s+(?:prepare\s+)?all)\b/i;

/** The statements of one connection. */
export class StatementBook {
  readonly #statements = new Map<string, Statement>();

  constructor(
    private readonly session: Session,
    private readonly connectionId: number,
  ) {}

  rewrite(frames: readonly Frame[]): RewrittenBatch {
    const remade = new Map<string, Statement>();
    const made: { name: string; statement: Statement }[] = [];
    const closed: (string | null)[] = [];
    const messages: Uint8Array[] = [];
    let forgets = false;
    for (const { type, bytes } of frames) {
      const { statement: name, portal, sql } = readNaming(bytes);
      if (sql !== undefined && losesStatements.test(sql)) forgets = true;
      if (type === code("P")) {
        const sessionName =
          name === "" ? "" : (this.#statements.get(name!)?.sessionName ?? this.session.nextName());
        const parse = rename(bytes, { statement: sessionName });
        made.push({ name: name!, statement: { sessionName, parse, generation: 0 } });
        messages.push(parse);
        continue;
      }
      if (type === code("C")) closed.push(name ?? null);
      messages.push(
        rename(bytes, {
          ...(name === undefined ? {} : { statement: this.#resolve(name, made, remade) }),
          ...(portal ? { portal: `${this.connectionId}:${portal}` } : {}),
        }),
      );
    }
    if (remade.has("") || made.some(({ name }) => name === "")) this.session.unnamedOwner = this;
    // A simple query drops the unnamed statement.
    if (frames.some(({ type }) => type === code("Q"))) this.session.unnamedOwner = null;

    // Close before Parse: the statement may still be there (after a DEALLOCATE ALL that failed).
    const injected = [...remade.values()];
    const prelude = injected.flatMap(({ sessionName, parse }) => [closeStatement(sessionName), parse]);
    let parses = 0;
    let closes = 0;
    const { generation } = this.session;
    return {
      messages: [...prelude, ...messages],
      keep: (type) => {
        if (type === code("1")) {
          const again = injected[parses];
          const fresh = made[parses - injected.length];
          parses += 1;
          if (again) again.generation = generation;
          else if (fresh) this.#statements.set(fresh.name, { ...fresh.statement, generation });
          return again === undefined;
        }
        if (type === code("3")) {
          closes += 1;
          const name = closed[closes - injected.length - 1];
          if (typeof name === "string") this.#statements.delete(name);
          return closes > injected.length;
        }
        return true;
      },
      forgetsStatements: forgets,
      finish: () => {
        if (forgets) this.session.forgetStatements();
      },
    };
  }

  /**
   * The messages that leave nothing of the connection behind. `unsynced`: its last batch ended with Flush
   * instead of Sync.
   */
  farewell(state: { unsynced: boolean; inTransaction: boolean }): Uint8Array[] {
    const mine = [...this.#statements.values()].filter(
      (statement) => statement.sessionName !== "" && statement.generation === this.session.generation,
    );
    // Rollback before Sync, because Sync would commit an implicit transaction; and after it, because until a
    // Sync the database may be skipping everything.
    const ending = [
      ...(state.unsynced ? [query("ROLLBACK"), sync()] : []),
      ...(state.unsynced || state.inTransaction ? [query("ROLLBACK")] : []),
    ];
    const closing = mine.map(({ sessionName }) => closeStatement(sessionName));
    this.#statements.clear();
    if (this.session.unnamedOwner === this) this.session.unnamedOwner = null;
    return [...ending, ...(closing.length > 0 ? [...closing, sync()] : [])];
  }

  /** The session's name for a statement the batch uses; notes in `remade` what must be made again first. */
  #resolve(
    name: string,
    made: readonly { name: string; statement: Statement }[],
    remade: Map<string, Statement>,
  ): string {
    const fresh = made.findLast((candidate) => candidate.name === name);
    if (fresh) return fresh.statement.sessionName;
    const known = this.#statements.get(name);
    // Unknown: the database says so itself, under the client's name. The unnamed one may be another's: give
    // it a name nobody has.
    if (!known) return name === "" ? "unnamed" : name;
    const there =
      known.generation === this.session.generation && (name !== "" || this.session.unnamedOwner === this);
    if (!there) remade.set(name, known);
    return known.sessionName;
  }
}
