import { clock } from "./it/clock.ts";
import { conflicts } from "./it/conflicts.ts";
import { drafts } from "./it/drafts.ts";
import { editor } from "./it/editor.ts";
import { imports } from "./it/imports.ts";
import { judgements } from "./it/judgements.ts";
import { layers } from "./it/layers.ts";
import { lifecycle } from "./it/lifecycle.ts";
import { live } from "./it/live.ts";
import { noDig } from "./it/no-dig.ts";
import { nuisance } from "./it/nuisance.ts";
import { openData } from "./it/open-data.ts";
import { people } from "./it/people.ts";
import { places } from "./it/places.ts";
import { plans } from "./it/plans.ts";
import { proposals } from "./it/proposals.ts";
import { reexamination } from "./it/reexamination.ts";
import { rows } from "./it/rows.ts";
import { rules } from "./it/rules.ts";
import { shape } from "./it/shape.ts";
import { sheet } from "./it/sheet.ts";
import { shell } from "./it/shell.ts";
import { table } from "./it/table.ts";
import { urgent } from "./it/urgent.ts";
import { window } from "./it/window.ts";
import { words } from "./it/words.ts";

/** Every text of the page, in Italian: a file a subject. `en` has the same shape: the compiler and a test see to it. */
export const it = {
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

export type Texts = typeof it;
