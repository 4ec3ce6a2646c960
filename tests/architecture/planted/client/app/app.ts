import { createServer } from "../../server/app.ts";

export const app = createServer;
