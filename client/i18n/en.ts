import { clock } from "./en/clock.ts";
import { conflicts } from "./en/conflicts.ts";
import { drafts } from "./en/drafts.ts";
import { editor } from "./en/editor.ts";
import { imports } from "./en/imports.ts";
import { judgements } from "./en/judgements.ts";
import { layers } from "./en/layers.ts";
import { lifecycle } from "./en/lifecycle.ts";
import { live } from "./en/live.ts";
import { noDig } from "./en/no-dig.ts";
import { nuisance } from "./en/nuisance.ts";
import { openData } from "./en/open-data.ts";
import { people } from "./en/people.ts";
import { places } from "./en/places.ts";
import { plans } from "./en/plans.ts";
import { proposals } from "./en/proposals.ts";
import { reexamination } from "./en/reexamination.ts";
import { rows } from "./en/rows.ts";
import { rules } from "./en/rules.ts";
import { shape } from "./en/shape.ts";
import { sheet } from "./en/sheet.ts";
import { shell } from "./en/shell.ts";
import { table } from "./en/table.ts";
import { urgent } from "./en/urgent.ts";
import { window } from "./en/window.ts";
import { words } from "./en/words.ts";
import type { Texts } from "./it.ts";

export const en: Texts = {
  ...clock,
  ...conflicts,
  ...drafts,
  ...editor,
  ...imports,
  ...judgements,
  ...layers,
  ...lifecycle,
  ...live,
  ...noDig,
  ...nuisance,
  ...openData,
  ...people,
  ...places,
  ...plans,
  ...proposals,
  ...reexamination,
  ...rows,
  ...rules,
  ...shape,
  ...sheet,
  ...shell,
  ...table,
  ...urgent,
  ...window,
  ...words,
};
