import { RULES } from "../conflicts/rules.ts";

export const LAYERS = [RULES];
