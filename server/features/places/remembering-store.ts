import type { Db } from "../../platform/db.ts";
import type { Recent } from "./recent.ts";

export interface Answer {
  readonly rows: unknown[];
  readonly rowCount: number | null;
}

/** A reader that passes a question on only where its answer is not known. */
export function askOnce(db: Db, known: Recent<Answer>): Db {
  return {
    async query(text, values) {
      const statement = typeof text === "string" ? text : text.text;
      const key = `${statement}\0${JSON.stringify(values ?? [])}`;
      let answer = known.get(key);
      if (answer === undefined) {
        const { rows, rowCount } = await db.query(text, values);
        answer = { rows, rowCount };
        known.set(key, answer, rows.length + 1);
      }
      return answer as never;
    },
  };
}
