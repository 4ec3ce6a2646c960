import type { Db } from "../../platform/db.ts";

type Point = "dry_run" | "one_row";

/** A point of the open transaction to come back to, so that one row's refusal undoes that row alone. */
export async function keepPoint(db: Db, point: Point): Promise<void> {
  await db.query(`SAVEPOINT ${point}`);
}

export async function returnToPoint(db: Db, point: Point): Promise<void> {
  await db.query(`ROLLBACK TO SAVEPOINT ${point}`);
}
