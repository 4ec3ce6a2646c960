import { readFileSync } from "node:fs";
import { join } from "node:path";
import express, { Router } from "express";
import { nonceOf } from "./security.ts";

/** Stands in index.html where each reply puts its own nonce. */
const NONCE_MARK = "__CSP_NONCE__";

/** The built client: hashed files for ever, the page itself never kept, and the page for any address of ours. */
export function serveClient(folder: string): Router {
  const router = Router();
  const page = readFileSync(join(folder, "index.html"), "utf8");
  router.use(
    "/assets",
    express.static(join(folder, "assets"), {
      immutable: true,
      maxAge: "365d",
      index: false,
      fallthrough: false,
    }),
  );
  router.use(express.static(folder, { index: false, maxAge: "1h", dotfiles: "ignore" }));
  router.get(/^\/(?!api\/|tiles\/|assets\/)/, (request, response, next) => {
    if (request.accepts("html") !== "html") return next();
    response.setHeader("Cache-Control", "no-store");
    response.type("html").send(page.replaceAll(NONCE_MARK, nonceOf(response)));
  });
  return router;
}
