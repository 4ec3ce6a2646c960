import { main } from "../../main.ts";

export const routes = main;
