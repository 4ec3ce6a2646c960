import { view } from "../scene/view.ts";

export const button = view;
