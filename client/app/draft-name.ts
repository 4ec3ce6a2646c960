import type { TFunction } from "i18next";
import type { Editing } from "./use-editing.ts";

/** What to call the draft that lies on the desk: its title, or its kind. */
export function draftName({ desk }: Editing, t: TFunction): string {
  if (desk.draft === null) return "";
  return desk.draft.title ?? t(`kinds.${desk.draft.kind}.one`);
}
