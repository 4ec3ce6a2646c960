/** A city served as `npm start` serves it: embedded database, tiles of the sample city, the built page. */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { buildTiles } from "../../server/features/tiles/build-tiles.ts";
import type { Database } from "../../server/platform/db.ts";
import { nameContent } from "./content.ts";
import { openTestDatabase } from "./databases.ts";
import { makeOnce } from "./make-once.ts";
import { startTestServer, type TestServer, type TestServerOptions } from "./server.ts";
import { TEST_CITY } from "./test-city.ts";

export interface ServedCity extends TestServer {
  readonly database: Database;
}

/** The small city has no tiles: its map is bare paper, and every tile asked for is one that is not there. */
export async function serveCity(
  content: "small" | "sample",
  options: TestServerOptions = {},
): Promise<ServedCity> {
  const opened = await openTestDatabase("embedded", content);
  const server = await startTestServer(opened, { withPage: true, ...options });
  if (content === "sample")
    await cp(await ensureTiles(opened.database), join(server.homeFolder, "tiles"), { recursive: true });
  return {
    ...server,
    database: opened.database,
    close: async () => {
      await server.close();
      await opened.close();
    },
  };
}

const KEPT_TILES = join(projectFolder, "node_modules", ".cache", "decumano", "tiles");

/** The sample city's tiles, made once a day and content. */
function ensureTiles(database: Database): Promise<string> {
  return makeOnce(join(KEPT_TILES, nameContent("sample")), async (folder) => {
    await buildTiles({ database, city: TEST_CITY, folder });
  });
}
