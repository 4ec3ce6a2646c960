import { readDossier } from "../features/dossier/store.ts";
import { open } from "../../tests/support/open.ts";

export const db = { readDossier, open };
