import { main } from "../../server/main.ts";

export const read = main;
