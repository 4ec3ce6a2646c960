/**
 * Under which identifier a file is being sent: kept on this device until all of it has arrived, so that after a reload
 * the same file goes on with the upload it had begun. It is known by its content, not by its name.
 */
import { readStored, writeStored } from "../../ui/stored.ts";
import { newId } from "../interventions/new-id.ts";

const NAME = "decumano.upload";
const BETWEEN = " ";

/** Null where the browser reckons none: it does so on https and on this machine alone. */
async function hashOf(file: Blob): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** That of the upload of this very content that was begun and not ended, else a new one. */
export async function openUpload(file: Blob): Promise<string> {
  const hash = await hashOf(file);
  const [known, id] = readStored(NAME)?.split(BETWEEN) ?? [];
  if (hash !== null && known === hash && id !== undefined) return id;
  const fresh = newId();
  if (hash !== null) writeStored(NAME, [hash, fresh].join(BETWEEN));
  return fresh;
}

/** It has arrived, or nobody wants it any more. */
export function closeUpload(id: string): void {
  if (readStored(NAME)?.endsWith(BETWEEN + id)) writeStored(NAME, null);
}
