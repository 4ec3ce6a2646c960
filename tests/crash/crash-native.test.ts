/** The server killed in the middle of a stream of saves, five times; PostgreSQL is not ours to kill. */
import { it } from "vitest";
import { openDatabase } from "../../server/platform/db.ts";
import { openTestDatabase } from "../support/databases.ts";
import { describeWith } from "../support/require.ts";
import { startServerProcess } from "../support/server-process.ts";
import { makeHome, survive } from "./survive.ts";

await describeWith("native", "on PostgreSQL", () => {
  it("loses nothing when the server is killed", { timeout: 900_000 }, async () => {
    const opened = await openTestDatabase("postgres", "small");
    const home = await makeHome();
    const { connectionString } = opened.connection;
    try {
      await survive(
        {
          start: () => startServerProcess(home, { DATABASE_URL: connectionString! }),
          look: async () => openDatabase({ connectionString }, "postgres"),
          killDatabase: null,
        },
        5,
      );
    } finally {
      await opened.close();
    }
  });
});
