/** The composition root: the only place where the parts are wired together. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import project from "../package.json" with { type: "json" };
import { createApp } from "./app.ts";
import { attachmentsRoutes } from "./features/attachments/routes.ts";
import { cityRoutes } from "./features/city/routes.ts";
import { getServedCity } from "./features/city/service.ts";
import { openHolidays } from "./features/clock/holidays.ts";
import { clockRoutes } from "./features/clock/routes.ts";
import { reexaminationRoutes } from "./features/conflicts/reexamination-routes.ts";
import { askReexamination, noteFailure, REEXAMINE, reexamine } from "./features/conflicts/reexamine.ts";
import { conflictsRoutes } from "./features/conflicts/routes.ts";
import { coordinationRoutes } from "./features/coordination/routes.ts";
import { draftsRoutes } from "./features/drafts/routes.ts";
import { findCityManifest } from "./features/imports/city-folder.ts";
import { IMPORT_CITY, performImportJob } from "./features/imports/import-job.ts";
import { ImportCancelled } from "./features/imports/import-lease.ts";
import { type ImportsSetting, importsRoutes } from "./features/imports/routes.ts";
import { contactsRoutes } from "./features/interventions/contacts.ts";
import { interventionsRoutes } from "./features/interventions/routes.ts";
import { tableRoutes } from "./features/interventions/table-routes.ts";
import { judgementsRoutes } from "./features/judgements/routes.ts";
import { type Hub, openHub } from "./features/live/hub.ts";
import { liveRoutes } from "./features/live/routes.ts";
import { noDigPeriodRoutes } from "./features/no-dig-periods/routes.ts";
import { keepNoticesPruned } from "./features/notices/prune.ts";
import { noticesRoutes } from "./features/notices/routes.ts";
import { nuisanceRoutes } from "./features/nuisance/routes.ts";
import { serveOpenData } from "./features/open-data/open-data-router.ts";
import { openDataRoutes } from "./features/open-data/routes.ts";
import { peopleRoutes } from "./features/people/routes.ts";
import { findActor } from "./features/people/service.ts";
import { placesRoutes } from "./features/places/routes.ts";
import { proposalsRoutes } from "./features/proposals/routes.ts";
import { type RowImportsSetting, rowImportsRoutes } from "./features/row-imports/routes.ts";
import { hasUnfinished, IMPORT_ROWS, performRowImports } from "./features/row-imports/row-import-job.ts";
import { rulesCatalogueRoutes } from "./features/rules-catalogue/routes.ts";
import { buildTiles } from "./features/tiles/build-tiles.ts";
import { serveTiles } from "./features/tiles/serve-tiles.ts";
import { urgentRoutes } from "./features/urgent/routes.ts";
import type { Config } from "./platform/config.ts";
import type { ConnectionOptions, Database, Db } from "./platform/db.ts";
import type { Implementation } from "./platform/implement.ts";
import { type Jobs, openJobs } from "./platform/jobs.ts";
import type { Log } from "./platform/log.ts";
import { openMetrics } from "./platform/metrics.ts";
import { openSessions, type Sessions } from "./platform/session.ts";
import { sweepUploads } from "./platform/upload.ts";

const DATA_FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "data");

export interface RunningServer {
  readonly url: string;
  /** Answers what is under way, then closes. */
  close(): Promise<void>;
}

export interface ServerParts {
  readonly config: Config;
  /** With its migrations applied and its city loaded. */
  readonly database: Database;
  /** How `database` is reached, for the job queue's own connections. */
  readonly connection: ConnectionOptions;
  readonly log: Log;
  readonly clientFolder: string | null;
  readonly now?: () => number;
  /** Where cities have their manifests; default: `data/` of the project. */
  readonly dataFolder?: string;
}

/** What requests set going, each in its own transaction. */
interface StartedJobs extends Pick<ImportsSetting, "canStart" | "start"> {
  readonly startRows: RowImportsSetting["start"];
  /** Examines again what a changed number touches. */
  readonly examineAgain: (db: Db, at: Date) => Promise<unknown>;
  /** Goes on with what is open. */
  readonly goOnExamining: (db: Db) => Promise<unknown>;
}

/** Every operation of the contract, implemented. */
export function implementApi(
  parts: Pick<ServerParts, "config" | "database">,
  timeZone: string,
  sessions: Sessions,
  imports: StartedJobs,
  hub: Hub,
): readonly Implementation[] {
  const { config, database } = parts;
  const setting = { city: config.city, timeZone };
  return [
    ...cityRoutes(config.city, database.kind),
    ...peopleRoutes(sessions, config.mode === "demo"),
    ...placesRoutes,
    // The sample city is Turin's centre, so Turin's patron is kept in both.
    ...clockRoutes(timeZone, openHolidays("torino")),
    ...interventionsRoutes(setting),
    ...contactsRoutes,
    ...attachmentsRoutes(join(config.homeFolder, "attachments")),
    ...tableRoutes({ ...setting, database }),
    ...conflictsRoutes(setting),
    ...proposalsRoutes(setting),
    ...coordinationRoutes,
    ...judgementsRoutes(setting),
    ...rulesCatalogueRoutes(imports.examineAgain),
    ...noDigPeriodRoutes(imports.examineAgain),
    ...reexaminationRoutes(imports.goOnExamining),
    ...liveRoutes(hub),
    ...noticesRoutes,
    ...nuisanceRoutes(setting),
    ...urgentRoutes(setting),
    ...draftsRoutes,
    ...openDataRoutes(config.city, config.feedLicence),
    ...importsRoutes({ city: config.city, homeFolder: config.homeFolder, ...imports }),
    ...rowImportsRoutes({ ...setting, homeFolder: config.homeFolder, start: imports.startRows }),
  ];
}

/** Imports asked for in the application, as a job; tiles follow. */
async function openImports(
  { config, database, log, dataFolder = DATA_FOLDER }: ServerParts,
  jobs: Jobs,
  signal: AbortSignal,
): Promise<Pick<ImportsSetting, "canStart" | "start">> {
  const { city, importFolder, homeFolder } = config;
  if (importFolder !== null) {
    await jobs.register(IMPORT_CITY, (data) =>
      performImportJob({
        database,
        city,
        dataFolder,
        importFolder,
        homeFolder,
        startedBy: (data as { personId?: string }).personId ?? null,
        signal,
        log,
        onChanged: async () => {
          await buildTiles({ database, city, folder: join(homeFolder, "tiles"), signal });
        },
      }),
    );
  }
  return {
    canStart: async () => importFolder !== null && (await findCityManifest(dataFolder, city)) !== null,
    start: (db, personId) => jobs.start(IMPORT_CITY, { personId }, db),
  };
}

/** Archives of rows, as a job; one that a process left goes on. */
async function openRowImports(
  { config, database, log, now = Date.now }: ServerParts,
  timeZone: string,
  jobs: Jobs,
  signal: AbortSignal,
): Promise<RowImportsSetting["start"]> {
  const { city, homeFolder } = config;
  const setting = { city, timeZone };
  await jobs.register(IMPORT_ROWS, () =>
    performRowImports({ database, setting, homeFolder, now, signal, log }),
  );
  if (await hasUnfinished(database, city)) await jobs.start(IMPORT_ROWS);
  return (db) => jobs.start(IMPORT_ROWS, {}, db);
}

/** What changed rules and numbers touch, as a job; what was not done when the process before ended goes on. */
async function openReexaminations(
  { config, database, now = Date.now }: ServerParts,
  timeZone: string,
  jobs: Jobs,
  signal: AbortSignal,
): Promise<Pick<StartedJobs, "examineAgain" | "goOnExamining">> {
  const { city } = config;
  await jobs.register(REEXAMINE, async () => {
    try {
      await reexamine(database, city, timeZone, now, { signal });
    } catch (error) {
      await database.transaction(city, noteFailure);
      throw error;
    }
  });
  const goOnExamining = (db?: Db) => jobs.start(REEXAMINE, {}, db);
  const isDue = await database.transaction(city, (db) => askReexamination(db, new Date(now())));
  if (isDue) await goOnExamining();
  return {
    goOnExamining,
    examineAgain: async (db, at) => {
      if (await askReexamination(db, at)) await goOnExamining(db);
    },
  };
}

export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, database, log } = parts;
  const { timeZone } = await getServedCity(database, config.city);
  const now = parts.now ?? Date.now;
  const jobs = await openJobs(parts.connection, log);
  const closing = new AbortController();
  const reexaminations = await openReexaminations(parts, timeZone, jobs, closing.signal);
  const endPruning = await keepNoticesPruned(database, config.city, jobs, now, (error) =>
    log.warn({ err: { message: String(error) } }, "notices cannot be pruned"),
  );
  const imports = await openImports(parts, jobs, closing.signal);
  const startRows = await openRowImports(parts, timeZone, jobs, closing.signal);
  const secret = config.sessionSecret ?? (await keepDemoSecret(config.homeFolder));
  const sessions = openSessions(secret, config.mode === "production");
  const hub = openHub({ database, city: config.city, log, now });
  // On the disk that keeps them, so that one that is whole only changes its name.
  const uploadFolder = join(config.homeFolder, "attachments", "arriving");
  const app = createApp({
    config,
    platform: { database, city: config.city, sessions, findActor, now, uploadFolder, onWritten: hub.look },
    implementations: implementApi(
      parts,
      timeZone,
      sessions,
      { ...imports, ...reexaminations, startRows },
      hub,
    ),
    serveTiles: serveTiles(join(config.homeFolder, "tiles")),
    serveOpenData: serveOpenData({
      database,
      city: config.city,
      now,
      version: project.version,
      licence: config.feedLicence,
    }),
    metrics: openMetrics(),
    log,
    clientFolder: parts.clientFolder,
  });
  await sweepUploads(uploadFolder, now());
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const shownHost = config.host === "127.0.0.1" || config.host === "0.0.0.0" ? "localhost" : config.host;
  return {
    url: `http://${shownHost}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      });
      endPruning();
      // Streams would never end by themselves.
      await hub.close();
      server.closeIdleConnections();
      await closed;
      closing.abort(new ImportCancelled("the server is closing"));
      await jobs.close();
    },
  };
}

/** A demonstration signs with a secret of its own, kept beside its data so that a restart ends no session. */
async function keepDemoSecret(homeFolder: string): Promise<string> {
  const file = join(homeFolder, "session-secret");
  await mkdir(homeFolder, { recursive: true });
  await writeFile(file, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(file, "utf8");
}
