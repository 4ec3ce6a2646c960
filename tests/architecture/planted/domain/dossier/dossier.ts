import "node:fs";
import "express";
import { readDossier } from "../../server/features/dossier/store.ts";
import { getDossier } from "./contract.ts";

export const dossier = { readDossier, getDossier };
