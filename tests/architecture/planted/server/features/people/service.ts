import { readDossier } from "../dossier/store.ts";
import "pg";
import "tsx";

export const service = readDossier;
