/**
 * The arrows of ARCHITECTURE.md. For each one tests/architecture/planted holds an import that breaks it, and a
 * test that fails when that import is let through: an arrow that guards nothing is found out.
 */

/** Height of each folder of domain/: a file imports from its own height or below, never from above. */
const DOMAIN_HEIGHTS = [
  ["geo"],
  [
    "layers",
    "interventions",
    "city",
    "clock",
    "places",
    "people",
    "imports",
    "attachments",
    "drafts",
    "live",
    "notices",
    "open-data",
    "row-imports",
    "urgent",
  ],
  ["conflicts", "simulations"],
  ["permits"],
  ["dossier"],
];

const domainArrows = DOMAIN_HEIGHTS.slice(0, -1).map((folders, height) => ({
  name: `domain-level-${height}-knows-nothing-above`,
  comment: "domain: geo <- layers, interventions <- conflicts, simulations <- permits <- dossier",
  severity: "error",
  // contract.ts files describe replies, which join what the folders keep apart.
  from: { path: `^domain/(${folders.join("|")})/`, pathNot: "[/-]contract\\.ts$|\\.test\\.ts$" },
  to: {
    path: `^domain/(${DOMAIN_HEIGHTS.slice(height + 1)
      .flat()
      .join("|")})/`,
  },
}));

/** @param {string} name @param {object} from @param {object} to @param {string} comment */
const forbid = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

const TEST_FILE = "\\.test\\.tsx?$";

module.exports = {
  forbidden: [
    ...domainArrows,
    forbid(
      "domain-conflicts-and-simulations-apart",
      { path: "^domain/(conflicts|simulations)/", pathNot: TEST_FILE },
      { path: "^domain/(conflicts|simulations)/", pathNot: "^domain/$1/" },
      "both read interventions; neither reads the other",
    ),
    forbid(
      "domain-contract-is-the-top",
      { path: "^domain/", pathNot: `^domain/contract/|[/-]contract\\.ts$|${TEST_FILE}` },
      { path: "^domain/contract/api\\.ts$|^domain/(?!contract/).*contract\\.ts$" },
      "a schema or rule that reads the contract would turn the arrow round",
    ),
    forbid(
      "domain-is-alone",
      { path: "^domain/" },
      { path: "^(server|client|scripts|tests|data)/" },
      "domain is pure: it is what the others share",
    ),
    forbid(
      "domain-packages",
      { path: "^domain/", pathNot: TEST_FILE },
      {
        path: "node_modules/",
        pathNot: "node_modules/(zod|@turf/[^/]+|proj4|flatbush|earcut|rrule|@types/[^/]+)/",
      },
      "zod and tiny pure libraries only",
    ),
    forbid(
      "domain-no-node",
      { path: "^domain/", pathNot: TEST_FILE },
      { dependencyTypes: ["core"] },
      "no I/O, clock or randomness: they are arguments",
    ),
    forbid(
      "client-not-server",
      { path: "^client/" },
      { path: "^(server|scripts|data|tests)/" },
      "client and server meet in domain/contract",
    ),
    forbid(
      "server-not-client",
      { path: "^server/" },
      { path: "^(client|scripts|data|tests)/", pathNot: "^tests/(support|embedded/exchange)" },
      "client and server meet in domain/contract",
    ),
    forbid(
      "server-tests-only-in-tests",
      { path: "^server/", pathNot: TEST_FILE },
      { path: "^tests/" },
      "only a test may use the tests' helpers",
    ),
    forbid(
      "client-features-not-app",
      { path: "^client/features/" },
      { path: "^client/app/" },
      "client/app -> client/features",
    ),
    forbid(
      "client-scene-ui-not-features",
      { path: "^client/(api|scene|ui|i18n)/" },
      { path: "^client/(features|app)/" },
      "client/features -> client/scene, client/ui",
    ),
    forbid(
      "client-ui-not-scene",
      { path: "^client/ui/" },
      { path: "^client/scene/" },
      "ui is the design system",
    ),
    forbid(
      "map-packages-only-in-scene",
      { path: "^(client|server|domain|scripts|data)/", pathNot: "^client/scene/" },
      { path: "node_modules/(cesium|resium|@cesium/[^/]+|ol)/" },
      "client/scene is the only importer of the map libraries",
    ),
    forbid(
      "server-platform-not-features",
      { path: "^server/platform/" },
      { path: "^server/(features/|(main|app)\\.ts$)" },
      "server/features -> server/platform",
    ),
    forbid(
      "server-features-not-main",
      { path: "^server/features/" },
      { path: "^server/(main|app)\\.ts$" },
      "server/main -> server/features",
    ),
    forbid(
      "server-store-of-another-feature",
      { path: "^server/features/([^/]+)/" },
      { path: "^server/features/[^/]+/[^/]*store\\.ts$", pathNot: "^server/features/$1/" },
      "a feature calls another's exported service, never its store",
    ),
    forbid(
      "pg-only-in-platform",
      { path: "^(server|scripts|data)/", pathNot: `^server/platform/|^scripts/bench/|${TEST_FILE}` },
      { path: "node_modules/(pg|pg-boss|@electric-sql/[^/]+)/", dependencyTypesNot: ["type-only"] },
      "connections are opened in server/platform",
    ),
    forbid(
      "data-only-domain",
      { path: "^data/" },
      { path: "^(server|client|scripts|tests)/" },
      "a dataset is read, it does not act",
    ),
    forbid(
      "no-tests-in-product",
      { path: "^(domain|server|client|scripts|data)/", pathNot: TEST_FILE },
      { path: TEST_FILE },
      "a test is nobody's library",
    ),
    forbid(
      "no-development-package-in-product",
      { path: "^(domain|server|client)/", pathNot: TEST_FILE },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
      "an installation without the development packages must work",
    ),
    forbid(
      "declared-packages",
      { path: "^(domain|server|client|scripts|data|tests)/" },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
      "a package that only another package brings may go tomorrow",
    ),
    forbid(
      "no-unresolvable",
      { path: "^(domain|server|client|scripts|data|tests)/" },
      { couldNotResolve: true },
      "a name that leads nowhere",
    ),
    forbid(
      "no-circle",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
      "files that need each other to load",
    ),
  ],
  options: {
    exclude: { path: "tests/architecture/planted/|/node_modules/.*/node_modules/|^dist/" },
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    // Type-only imports count as well: an arrow is about what one must know to read a file.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
    },
  },
};
