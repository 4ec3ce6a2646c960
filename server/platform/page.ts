import { join } from "node:path";
import express, { Router } from "express";

/** The built client: hashed files for ever, the page itself never kept, and the page for any address of ours. */
export function serveClient(folder: string): Router {
  const router = Router();
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
    // Read at each request: after a rebuild the page must name the files that are there now.
    response.sendFile("index.html", {
      root: folder,
      cacheControl: false,
      headers: { "Cache-Control": "no-store" },
    });
  });
  return router;
}
