import { list } from "../features/list/list.ts";

export const scene = list;
