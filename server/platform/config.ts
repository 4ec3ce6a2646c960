import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

const configSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "expected postgres://user:password@host:port/database")
    .optional(),
  DECUMANO_HOME: z.string().min(1).default(".decumano"),
  DECUMANO_CACHE: z
    .string()
    .min(1)
    .default(join(homedir(), ".cache", "decumano")),
  /** Files that a manifest names, for imports started in the application; unset: none can be. */
  DECUMANO_IMPORT_FOLDER: z.string().min(1).optional(),
  DECUMANO_CITY: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,40}$/, "expected lower-case letters, digits and _")
    .default("sample"),
  DECUMANO_MODE: z.enum(["demo", "production"]).default("demo"),
  SESSION_SECRET: z.string().min(32, "expected at least 32 characters").optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(3_000),
  /** Under which the city gives its interventions away; unset: the feeds name no licence. WZDx knows no other. */
  DECUMANO_FEED_LICENCE: z.enum(["CC0-1.0"]).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly homeFolder: string;
  readonly cacheFolder: string;
  /** Where imports started in the application find their files; null: they cannot be started there. */
  readonly importFolder: string | null;
  readonly city: string;
  readonly mode: "demo" | "production";
  readonly sessionSecret: string | null;
  readonly logLevel: z.infer<typeof configSchema>["LOG_LEVEL"];
  /** Requests to the API that one address may make in a minute. */
  readonly requestsPerMinute: number;
  /** Of the public feeds of interventions; null: the office has not said. */
  readonly feedLicence: string | null;
  /** How many proxies in front of us may say where a request came from. */
  readonly trustedProxies: number;
}

export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** @throws ConfigError with a line for each wrong value. An empty variable counts as unset. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = configSchema.safeParse(given);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        // A secret or a password does not belong in a message.
        const shown = /SECRET|URL/.test(name) ? "" : ` (got "${given[name] ?? ""}")`;
        return `${name}: ${issue.message}${shown}`;
      });
  if (
    parsed.success &&
    parsed.data.DECUMANO_MODE === "production" &&
    parsed.data.SESSION_SECRET === undefined
  ) {
    wrong.push("SESSION_SECRET: required when DECUMANO_MODE is production");
  }
  if (!parsed.success || wrong.length > 0) {
    throw new ConfigError(`The configuration is not valid:\n${wrong.map((line) => `  ${line}`).join("\n")}`);
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL ?? null,
    homeFolder: resolve(values.DECUMANO_HOME),
    cacheFolder: resolve(values.DECUMANO_CACHE),
    importFolder: values.DECUMANO_IMPORT_FOLDER === undefined ? null : resolve(values.DECUMANO_IMPORT_FOLDER),
    city: values.DECUMANO_CITY,
    mode: values.DECUMANO_MODE,
    sessionSecret: values.SESSION_SECRET ?? null,
    logLevel: values.LOG_LEVEL,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    feedLicence: values.DECUMANO_FEED_LICENCE ?? null,
    trustedProxies: values.TRUST_PROXY,
  };
}
