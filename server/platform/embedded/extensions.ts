/** What the embedded database is made of; databases of other versions get a template of their own. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Extensions } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { postgis } from "@electric-sql/pglite-postgis";

/** Grows when the template or the bundle is made differently from the same packages. */
const edition = 2;

const require = createRequire(import.meta.url);

/** The folder a package's compiled files lie in. */
export const packageFolder = (name: string): string => dirname(require.resolve(name));

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder(name), "..", "package.json"), "utf8"));
  return String(manifest.version);
}

/** Names what is cached: for example `pglite-0.5.8-postgis-0.2.8-2`. */
export const cacheName = (): string =>
  `pglite-${versionOf("@electric-sql/pglite")}-postgis-${versionOf("@electric-sql/pglite-postgis")}-${edition}`;

/** @param postgisBundle path of the file that `ensurePostgisBundle` made. */
export function extensionsWith(postgisBundle: string): Extensions {
  return {
    postgis: {
      name: "postgis",
      setup: async (database, options) => ({
        ...(await postgis.setup(database, options)),
        bundlePath: pathToFileURL(postgisBundle),
      }),
    },
    btree_gist,
    pg_trgm,
    pgcrypto,
    unaccent,
  };
}

/** The library, its installation for one version, and the coordinate systems. */
const wanted =
  /^(?:lib\/postgresql\/postgis-3\.so|share\/proj\/proj\.db|share\/postgresql\/extension\/postgis(?:\.control|--\d[\d.]*\.sql))$/;

/**
 * PostGIS without raster, topology and geocoder: PGlite compiles every library of a bundle at each start, wanted
 * or not. Measured on one machine, start of the database: 4.1 s of processor and 0.85 GB with the package's
 * bundle, 2.6 s and 0.52 GB with this one. Stored, not compressed, because it is unpacked at each start too.
 * @returns its path, made in the cache when missing.
 */
export async function ensurePostgisBundle(cacheFolder: string): Promise<string> {
  const bundle = join(cacheFolder, `${cacheName()}.tar.gz`);
  const there = await access(bundle).then(
    () => true,
    () => false,
  );
  if (there) return bundle;
  await mkdir(cacheFolder, { recursive: true });
  const whole = await readFile(join(packageFolder("@electric-sql/pglite-postgis"), "postgis.tar.gz"));
  const slim = filterTar(await promisify(gunzip)(whole), (name) => wanted.test(name));
  const draft = join(cacheFolder, `.bundle-${randomBytes(6).toString("hex")}`);
  await writeFile(draft, await promisify(gzip)(slim, { level: 0 }));
  await rename(draft, bundle);
  return bundle;
}

/** The archive with only the entries wanted. Source: POSIX.1 ustar; 512-byte headers, sizes in octal. */
export function filterTar(archive: Buffer, isWanted: (name: string) => boolean): Buffer {
  const block = 512;
  const kept: Buffer[] = [];
  for (let at = 0; at + block <= archive.length; ) {
    const text = (from: number, length: number): string =>
      archive.toString("latin1", at + from, at + from + length).replace(/\0.*$/s, "");
    const name = text(0, 100);
    if (name === "") break;
    const size = Number.parseInt(text(124, 12), 8) || 0;
    const end = at + block + Math.ceil(size / block) * block;
    if (isWanted(name)) kept.push(archive.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * block)]);
}
