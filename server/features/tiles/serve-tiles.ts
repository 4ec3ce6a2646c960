/** Hands out what `buildTiles` wrote: the manifest fresh, everything it leads to for ever, nothing else. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type RequestHandler, type Response, Router } from "express";
import { sendProblem } from "../../platform/problem.ts";

const CITY = /^[a-z][a-z0-9_]{1,40}$/;
const HASHED = /^[0-9a-f]{16}\.(glb|json|relief)$/;
const TERRAIN = /^terrain-[0-9a-f]{16}\/(layer\.json|\d{1,2}\/\d{1,7}\/\d{1,7}\.terrain)$/;
const PLAN = /^plan-[0-9a-f]{16}\/\d{1,2}\/\d{1,7}\/\d{1,7}\.mvt$/;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  glb: "model/gltf-binary",
  json: "application/json; charset=utf-8",
  mvt: "application/vnd.mapbox-vector-tile",
  relief: "application/octet-stream",
  terrain: "application/vnd.quantized-mesh",
};
const ONE_YEAR_SECONDS = 31_536_000;

/**
 * To be mounted at `/tiles`, over the folder given to `buildTiles`. Paths are matched whole against the names
 * the tiler gives, so none can lead out of the folder.
 */
export function serveTiles(folder: string): RequestHandler {
  const router = Router();
  const root = resolve(folder);
  router.get(/^\/([^/]+)\/(.+)$/, async (request, response, next) => {
    const [city, file] = [String(request.params[0]), String(request.params[1])];
    if (!CITY.test(city)) return next();
    if (file === "manifest.json") return sendManifest(join(root, city, file), response);
    if (![HASHED, PLAN, TERRAIN].some((known) => known.test(file))) return next();
    response.vary("Accept-Encoding");
    // To who takes no Brotli (browsers over plain http) it goes as it is: the server packs it as it packs anything.
    const packed = HASHED.test(file) && request.acceptsEncodings("br") === "br";
    const name = `${city}/${file}${packed ? ".br" : ""}`;
    const type = CONTENT_TYPES[file.slice(file.lastIndexOf(".") + 1)]!;
    if (await sendForEver(response, root, name, { type, packed })) return;
    next();
  });
  router.use((_request, response) => sendProblem(response, { refusal: "not-found" }));
  return router;
}

async function sendManifest(path: string, response: Response): Promise<void> {
  const content = await readFile(path).catch(absent);
  if (content === null) return sendProblem(response, { refusal: "not-found" });
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("ETag", `W/"${createHash("sha256").update(content).digest("hex").slice(0, 16)}"`);
  response.type("application/json").send(content);
}

/** False when there is no such file, and nothing was sent. */
function sendForEver(
  response: Response,
  root: string,
  name: string,
  { type, packed }: { type: string; packed: boolean },
): Promise<boolean> {
  response.setHeader("Content-Type", type);
  response.setHeader("Cache-Control", `public, max-age=${ONE_YEAR_SECONDS}, immutable`);
  if (packed) response.setHeader("Content-Encoding", "br");
  return new Promise((settle, fail) => {
    response.sendFile(name, { root, cacheControl: false, acceptRanges: false }, (error) => {
      if (!error || response.headersSent) return settle(true);
      for (const header of ["Content-Type", "Cache-Control", "Content-Encoding"])
        response.removeHeader(header);
      if ((error as { status?: number }).status === 404) settle(false);
      else fail(error);
    });
  });
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
