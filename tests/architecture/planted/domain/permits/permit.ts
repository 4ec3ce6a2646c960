import { dossier } from "../dossier/dossier.ts";

export const permit = { dossier };
