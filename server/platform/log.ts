import pino from "pino";
import type { Config } from "./config.ts";

export type Log = pino.Logger;

/** Log lines carry the request's id, method, route and outcome; never a body, a query, a name or an address. */
export function openLog(level: Config["logLevel"], destination?: pino.DestinationStream): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
