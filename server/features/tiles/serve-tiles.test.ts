import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from "node:zlib";
import compression from "compression";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveTiles } from "./serve-tiles.ts";

const GLB = Buffer.from("glTF as far as anybody here can tell, repeated repeated repeated repeated");
const PLAN = "plan-0123456789abcdef";
const TERRAIN = "terrain-0123456789abcdef";

describe("serveTiles", () => {
  let home: string;
  let server: Server;
  let port: number;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "decumano-serve-"));
    const city = join(home, "tiles", "prova");
    await mkdir(join(city, PLAN, "13/4270"), { recursive: true });
    await writeFile(join(city, "manifest.json"), '{"version":1}\n');
    await writeFile(join(city, "00000000000000aa.glb"), GLB);
    await writeFile(join(city, "00000000000000aa.glb.br"), brotliCompressSync(GLB));
    await writeFile(join(city, "00000000000000bb.json"), "{}");
    await writeFile(join(city, "00000000000000bb.json.br"), brotliCompressSync("{}"));
    await writeFile(join(city, "00000000000000cc.relief"), Uint8Array.of(1, 2, 3));
    await writeFile(join(city, "00000000000000cc.relief.br"), brotliCompressSync(Uint8Array.of(1, 2, 3)));
    await writeFile(join(city, PLAN, "13/4270/2939.mvt"), "vector tile");
    await writeFile(join(city, PLAN, "13/4270/2940.mvt"), "");
    await mkdir(join(city, TERRAIN, "14/17000"), { recursive: true });
    await writeFile(join(city, TERRAIN, "layer.json"), "{}");
    await writeFile(join(city, TERRAIN, "14/17000/12300.terrain"), "mesh");
    await mkdir(join(city, ".build"));
    await writeFile(join(city, ".build", "index.json"), "{}");
    await writeFile(join(city, ".building"), "1");
    await writeFile(join(city, "unfinished-1"), "half");
    await writeFile(join(home, "session-secret"), "secret");
    const app = express();
    // As the server itself is set up: no ETags of its own making, everything offered for compression.
    app.set("etag", false);
    app.use(compression({ threshold: 0, filter: () => true }));
    app.use("/tiles", serveTiles(join(home, "tiles")));
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(home, { recursive: true });
  });

  const address = (path: string) => `http://127.0.0.1:${port}/tiles/${path}`;

  /** Unlike fetch, sends the path as it is. */
  function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
    return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
      (resolve, reject) => {
        const asked = request(
          { host: "127.0.0.1", port, path: `/tiles/${path}`, method, headers },
          (reply) => {
            const chunks: Buffer[] = [];
            reply.on("data", (chunk) => chunks.push(chunk));
            reply.on("end", () =>
              resolve({ status: reply.statusCode!, headers: reply.headers, body: Buffer.concat(chunks) }),
            );
          },
        );
        asked.on("error", reject).end();
      },
    );
  }

  it.each([
    ["prova/00000000000000aa.glb", "model/gltf-binary", GLB.toString()],
    ["prova/00000000000000bb.json", "application/json; charset=utf-8", "{}"],
    ["prova/00000000000000cc.relief", "application/octet-stream", "\u0001\u0002\u0003"],
    [`prova/${PLAN}/13/4270/2939.mvt`, "application/vnd.mapbox-vector-tile", "vector tile"],
    [`prova/${PLAN}/13/4270/2940.mvt`, "application/vnd.mapbox-vector-tile", ""],
    [`prova/${TERRAIN}/layer.json`, "application/json; charset=utf-8", "{}"],
    [`prova/${TERRAIN}/14/17000/12300.terrain`, "application/vnd.quantized-mesh", "mesh"],
  ])("%s is kept for ever", async (path, type, body) => {
    const reply = await fetch(address(path));
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toBe(type);
    expect(reply.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(reply.headers.get("vary")).toMatch(/accept-encoding/i);
    expect(await reply.text()).toBe(body);
  });

  it("sends the Brotli copy to who takes it, gzip to who takes that, and the plain file to who takes none", async () => {
    const packed = await ask("prova/00000000000000aa.glb", { "Accept-Encoding": "gzip, br" });
    expect(packed.headers["content-encoding"]).toBe("br");
    expect(packed.headers["content-type"]).toBe("model/gltf-binary");
    expect(brotliDecompressSync(packed.body)).toEqual(GLB);
    const zipped = await ask("prova/00000000000000aa.glb", { "Accept-Encoding": "gzip" });
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(zipped.body)).toEqual(GLB);
    const plain = await ask("prova/00000000000000aa.glb", { "Accept-Encoding": "identity" });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body).toEqual(GLB);
  });

  it("asks for the manifest again each time, and sends it only when it changed", async () => {
    const first = await fetch(address("prova/manifest.json"));
    expect(first.headers.get("cache-control")).toBe("no-cache");
    expect(first.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const etag = first.headers.get("etag")!;
    const same = await ask("prova/manifest.json", { "If-None-Match": etag });
    expect(same.status).toBe(304);
    expect(same.body).toHaveLength(0);
    await writeFile(join(home, "tiles/prova/manifest.json"), '{"version":1,"city":"prova"}\n');
    const changed = await ask("prova/manifest.json", { "If-None-Match": etag });
    expect(changed.status).toBe(200);
    expect(JSON.parse(changed.body.toString())).toEqual({ version: 1, city: "prova" });
  });

  it.each([
    "",
    "prova",
    "prova/",
    "prova/index.html",
    "prova/00000000000000cc.glb",
    "prova/00000000000000aa.glb.br",
    "prova/.building",
    "prova/.build/index.json",
    `prova/${TERRAIN}/14/17000/12301.terrain`,
    `prova/${TERRAIN}/14/17000/12300.terrain.br`,
    "prova/unfinished-1",
    `prova/${PLAN}`,
    `prova/${PLAN}/13/4270/1.mvt`,
    `prova/${PLAN}/13/4270/2939.mvt/x`,
    "altrove/manifest.json",
    "../session-secret",
    "prova/../../session-secret",
    "prova/%2e%2e/%2e%2e/session-secret",
    "prova/..%2f..%2fsession-secret",
    "..%2fsession-secret/manifest.json",
    "prova/%00",
    "prova//00000000000000aa.glb",
  ])("%j is not found, as problem+json", async (path) => {
    const reply = await ask(path);
    expect(reply.status).toBe(404);
    expect(reply.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(reply.headers["cache-control"]).toBe("no-store");
    expect(JSON.parse(reply.body.toString())).toMatchObject({ status: 404, code: "not-found" });
    expect(reply.body.toString()).not.toContain("secret");
  });

  it.each(["POST", "PUT", "DELETE"])("%s is refused", async (method) => {
    expect((await ask("prova/manifest.json", {}, method)).status).toBe(404);
  });
});
