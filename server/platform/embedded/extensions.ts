/** What the embedded database is made of; a folder made of other versions gets a template of its own. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { postgis } from "@electric-sql/pglite-postgis";

export const extensions = { postgis, btree_gist, pg_trgm, pgcrypto, unaccent };

/** Grows when the template is built differently from the same packages. */
const templateEdition = 1;

const require = createRequire(import.meta.url);

/** The folder a package's compiled files lie in. */
export const packageFolder = (name: string): string => dirname(require.resolve(name));

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder(name), "..", "package.json"), "utf8"));
  return String(manifest.version);
}

/** Names the template: for example `pglite-0.5.8-postgis-0.2.8-1`. */
export const templateName = (): string =>
  `pglite-${versionOf("@electric-sql/pglite")}-postgis-${versionOf("@electric-sql/pglite-postgis")}-${templateEdition}`;
