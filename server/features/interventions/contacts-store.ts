import type { Contact } from "../../../domain/interventions/contacts-contract.ts";
import type { Db } from "../../platform/db.ts";

/** Null: no such intervention. @param lock hold it against other changes to the end */
export async function findContactsRevision(
  db: Db,
  interventionId: string,
  lock = false,
): Promise<number | null> {
  const { rows } = await db.query<{ revision: number }>(
    `SELECT contacts_revision AS revision FROM intervention WHERE id = $1 AND deleted_at IS NULL ${lock ? "FOR UPDATE" : ""}`,
    [interventionId],
  );
  return rows[0]?.revision ?? null;
}

export async function listContacts(db: Db, interventionId: string): Promise<Contact[]> {
  const { rows } = await db.query<Contact>(
    `SELECT id, name, duty, organisation, phone, email FROM contact
     WHERE intervention_id = $1 ORDER BY position`,
    [interventionId],
  );
  return rows;
}

/** @returns false when an id names another intervention's contact */
export async function replaceContacts(
  db: Db,
  interventionId: string,
  contacts: readonly Contact[],
): Promise<boolean> {
  await db.query("DELETE FROM contact WHERE intervention_id = $1", [interventionId]);
  await db.query("UPDATE intervention SET contacts_revision = contacts_revision + 1 WHERE id = $1", [
    interventionId,
  ]);
  const { rowCount } = await db.query(
    `INSERT INTO contact (id, intervention_id, position, name, duty, organisation, phone, email)
     SELECT id, $1, number - 1, name, duty, organisation, phone, email
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
       WITH ORDINALITY AS row (id, name, duty, organisation, phone, email, number)
     ON CONFLICT (id) DO NOTHING`,
    [
      interventionId,
      contacts.map(({ id }) => id),
      contacts.map(({ name }) => name),
      contacts.map(({ duty }) => duty),
      contacts.map(({ organisation }) => organisation),
      contacts.map(({ phone }) => phone),
      contacts.map(({ email }) => email),
    ],
  );
  return rowCount === contacts.length;
}
