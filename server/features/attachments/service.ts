import type { Attachment } from "../../../domain/attachments/contract.ts";
import { MAX_ATTACHMENTS, typeOfName } from "../../../domain/attachments/media-types.ts";
import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { mayChange } from "../../../domain/interventions/access.ts";
import type { Actor } from "../../platform/actor.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import type { Upload } from "../../platform/upload.ts";
import { findOwner } from "../interventions/service.ts";
import { contentPath, keepContent } from "./content.ts";
import { sniffType } from "./sniff.ts";
import * as store from "./store.ts";

interface Change {
  readonly actor: Pick<Actor, "id" | "role" | "officeId">;
  readonly requestId: string;
  readonly nowMs: number;
}

const toAttachment = ({ id, name, mediaType, sizeBytes, addedAt }: store.AttachmentRow): Attachment => ({
  id,
  name,
  mediaType,
  sizeBytes,
  addedAt: addedAt.toISOString(),
});

/** Null when the intervention may be changed, held against other changes of its files to the end. */
async function findBarrier(
  db: Db,
  interventionId: string,
  actor: Change["actor"],
): Promise<Refusal<"not-found" | "not-allowed"> | null> {
  const owner = await findOwner(db, interventionId, true);
  if (owner === null) return refuse("not-found");
  return mayChange(actor, owner)
    ? null
    : refuse("not-allowed", { detail: `it belongs to ${owner.officeName}` });
}

export async function listAttachments(db: Db, interventionId: string): Promise<Attachment[] | null> {
  if ((await findOwner(db, interventionId)) === null) return null;
  return (await store.listAttachments(db, interventionId)).map(toAttachment);
}

type AddRefusal = Refusal<
  "not-found" | "not-allowed" | "id-taken" | "attachment-refused" | "too-many-attachments"
>;

function refuseFile(field: string, message: string): Refusal<"attachment-refused"> {
  return refuse("attachment-refused", { detail: message, errors: [{ field, message }] });
}

/** @param folder where contents are kept */
export async function addAttachment(
  db: Db,
  folder: string,
  file: {
    readonly interventionId: string;
    readonly id: string;
    readonly name: string;
    readonly upload: Upload;
  },
  { actor, requestId, nowMs }: Change,
): Promise<Attachment | AddRefusal> {
  const { interventionId, id, name, upload } = file;
  const barrier = await findBarrier(db, interventionId, actor);
  if (barrier !== null) return barrier;
  const sniffed = await sniffType(upload.path, upload.mediaType);
  if (sniffed === null) return refuseFile("body", "its content is of no type that may be attached");
  if (sniffed !== upload.mediaType) {
    return refuseFile("body", `declared as ${upload.mediaType}, its content is ${sniffed}`);
  }
  if (typeOfName(name) !== sniffed) return refuseFile("name", `its ending is not that of ${sniffed}`);

  const { sizeBytes, sha256 } = upload;
  const standing = await store.listAttachments(db, interventionId);
  const repeated = standing.find((row) => row.id === id && row.sha256 === sha256 && row.name === name);
  if (repeated !== undefined) return toAttachment(repeated);
  if (standing.length >= MAX_ATTACHMENTS) {
    return refuse("too-many-attachments", { detail: `at most ${MAX_ATTACHMENTS}` });
  }
  const row = { id, interventionId, name, mediaType: sniffed, sizeBytes, sha256, addedAt: new Date(nowMs) };
  if (!(await store.insertAttachment(db, row))) {
    return refuse("id-taken", { errors: [{ field: "id", message: "already names another file" }] });
  }
  await keepContent(folder, upload);
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "attach",
    entity: "intervention",
    entityId: interventionId,
    before: null,
    after: { id, name, mediaType: sniffed, sizeBytes, sha256 },
    requestId,
  });
  return toAttachment(row);
}

export interface KeptFile {
  readonly path: string;
  readonly name: string;
  readonly mediaType: string;
}

export async function findFile(
  db: Db,
  folder: string,
  interventionId: string,
  id: string,
): Promise<KeptFile | null> {
  if ((await findOwner(db, interventionId)) === null) return null;
  const row = await store.findAttachment(db, interventionId, id);
  if (row === null) return null;
  return { path: contentPath(folder, row.sha256), name: row.name, mediaType: row.mediaType };
}

/** Its row is marked and its content stays: what was attached once can be shown to have been. */
export async function removeAttachment(
  db: Db,
  interventionId: string,
  id: string,
  { actor, requestId, nowMs }: Change,
): Promise<Refusal<"not-found" | "not-allowed"> | "removed"> {
  const barrier = await findBarrier(db, interventionId, actor);
  if (barrier !== null) return barrier;
  const row = await store.findAttachment(db, interventionId, id);
  if (row === null) return refuse("not-found");
  await store.markRemoved(db, id, new Date(nowMs));
  const { name, mediaType, sizeBytes, sha256 } = row;
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "detach",
    entity: "intervention",
    entityId: interventionId,
    before: { id, name, mediaType, sizeBytes, sha256 },
    after: null,
    requestId,
  });
  return "removed";
}
