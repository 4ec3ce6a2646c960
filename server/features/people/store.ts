import type { Role } from "../../../domain/contract/endpoint.ts";
import type { Db } from "../../platform/db.ts";

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly fictional: boolean;
  readonly officeId: string | null;
  readonly officeName: string | null;
}

const PERSON = `
  SELECT person.id, person.name, role, fictional, office.id AS "officeId", office.name AS "officeName"
  FROM person LEFT JOIN office ON office.id = person.office_id`;

export async function findPerson(db: Db, id: string): Promise<PersonRow | null> {
  const { rows } = await db.query<PersonRow>(`${PERSON} WHERE person.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function listFictionalPeople(db: Db): Promise<PersonRow[]> {
  const { rows } = await db.query<PersonRow>(`${PERSON} WHERE fictional ORDER BY role, person.name`);
  return rows;
}

/** Names of some people by id; an id nobody has is left out. */
export async function listNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    "SELECT id, name FROM person WHERE id = ANY($1::text[])",
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
