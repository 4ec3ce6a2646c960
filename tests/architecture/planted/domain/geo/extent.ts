import { LAYERS } from "../layers/layers.ts";

export const EXTENT = [LAYERS];
