import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const TYPESCRIPT_TESTS = "**/*.test.{ts,tsx}";

/** Longer than half a minute on the gate's two cores, the longest first. Begun last, one leaves a core idle to the end. */
const LONG = [
  "tests/pages/editor.test.ts",
  "tests/crash/crash.test.ts",
  "tests/pages/screens.test.ts",
  "tests/pages/sheet.test.ts",
  "tests/embedded/endurance.test.ts",
  "tests/api/turin-import.test.ts",
  "tests/api/bad-input.test.ts",
  "tests/api/ogc-core.test.ts",
  "tests/drill/backup.test.ts",
  "tests/pages/judgements.test.ts",
  "tests/crash/start.test.ts",
  "tests/pages/rows.test.ts",
  "tests/pages/open-data.test.ts",
  "tests/api/lifecycle.test.ts",
  "tests/embedded/kills.test.ts",
  "server/platform/jobs.database.test.ts",
  "tests/pages/table.test.ts",
  "tests/api/osm-city.test.ts",
  "tests/crash/import.test.ts",
  "tests/crash/row-import.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? LONG.length : at;
    };
    // Stable: the others keep Vitest's own order.
    return [...(await super.sort(files))].sort((a, b) => place(a) - place(b));
  }
}

/** What is waited for may take a while on two cores; Vitest's own second is for what has only to be computed. */
const PATIENT = { poll: { timeout: 20_000 } };

/**
 * One project for each sort of test. Groups run one after the other: what is quick and needs nothing first,
 * then what starts databases (0.85–1.3 GB each when embedded), then browsers that draw the city alone on the machine.
 */
export default defineConfig({
  test: {
    // One more than the gate's cores: half of what these tests do is wait for a process, a lease or a page.
    maxWorkers: 3,
    testTimeout: 10_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: ["domain", "server", "client", "scripts", "data"].map(
            (root) => `${root}/${TYPESCRIPT_TESTS}`,
          ),
          exclude: [
            "**/node_modules/**",
            `server/platform/embedded/${TYPESCRIPT_TESTS}`,
            "**/*.database.test.ts",
          ],
          testTimeout: 30_000,
          // Nothing here keeps state in a module: a worker reads each once for all its files (62 s of processor
          // become 29).
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "architecture",
          include: [`tests/architecture/${TYPESCRIPT_TESTS}`],
          exclude: ["tests/architecture/planted/**"],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "api",
          expect: PATIENT,
          // Beside their file when one store is tested, in tests/api when the whole server is.
          include: [
            `tests/api/${TYPESCRIPT_TESTS}`,
            "server/**/*.database.test.ts",
            "scripts/**/*.database.test.ts",
          ],
          exclude: ["**/node_modules/**", `server/platform/embedded/${TYPESCRIPT_TESTS}`],
          // As above; each file has a server and a database of its own.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "embedded",
          expect: PATIENT,
          include: [
            `server/platform/embedded/${TYPESCRIPT_TESTS}`,
            `tests/embedded/${TYPESCRIPT_TESTS}`,
            `tests/crash/${TYPESCRIPT_TESTS}`,
            `tests/drill/${TYPESCRIPT_TESTS}`,
          ],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // With the api: neither waits for the other's longest file.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "tiles",
          expect: PATIENT,
          include: [`tests/tiles/${TYPESCRIPT_TESTS}`],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // Browsers without WebGL, two at a time: none of them draws the city in software.
          name: "pages",
          expect: PATIENT,
          include: [`tests/pages/${TYPESCRIPT_TESTS}`],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: "e2e",
          expect: PATIENT,
          include: [`tests/e2e/${TYPESCRIPT_TESTS}`],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
