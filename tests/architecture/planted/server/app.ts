import { button } from "../client/ui/button.ts";

export const createServer = button;
