import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { viteStaticCopy } from "vite-plugin-static-copy";
import { withoutUnusedStyles } from "./scripts/setup/unused-styles.mjs";

const server = `http://localhost:${process.env.PORT ?? 8080}`;
const engineAssets = fileURLToPath(new URL("node_modules/@cesium/engine/Source/Assets", import.meta.url));

/**
 * bootstrap-italia's stylesheet brings a video player's icon font inside a data: URL, which nothing here shows
 * and our content security policy forbids.
 */
const withoutInlinedFonts = {
  postcssPlugin: "without-inlined-fonts",
  AtRule: {
    "font-face": (rule: { toString(): string; remove(): void }) => {
      if (rule.toString().includes("url(data:")) rule.remove();
    },
  },
};

const client = fileURLToPath(new URL("client", import.meta.url));

/**
 * What the first frame runs. Chromium compiles all of such a chunk on another thread while it arrives, instead of
 * function by function as each is called: 3,832 became 2,245 on the page's own thread, 135 ms became 80. The engine
 * is not among them: most of its 3 MB is never called.
 */
const FIRST_CHUNKS = /^(index|shell|zod|intervention|twin-view|street-lines|use-now|preload-helper)$/;

const compileFirstChunksWhole: Plugin = {
  name: "compile-first-chunks-whole",
  // After the minifier, which takes comments away, and before anything else in the file.
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk" || !FIRST_CHUNKS.test(chunk.name)) continue;
        chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
      }
    },
  },
};

export default defineConfig(({ command }) => ({
  root: "client",
  css: {
    postcss: {
      plugins: [
        withoutInlinedFonts,
        // While a page is being written it may take up any class.
        ...(command === "build" ? [withoutUnusedStyles("bootstrap-italia", client)] : []),
      ],
    },
  },
  plugins: [
    react(),
    compileFirstChunksWhole,
    viteStaticCopy({
      // All the engine asks for by itself: the earth's orientation around the day scene-recipe.ts sets its clock
      // to. Workers, textures and terrain heights serve features the scene does not use.
      targets: [
        { src: `${engineAssets}/IAU2006_XYS/IAU2006_XYS_18.json`, dest: "cesium/Assets/IAU2006_XYS" },
      ],
    }),
  ],
  define: { CESIUM_BASE_URL: JSON.stringify("/cesium/") },
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    manifest: true,
    // Source maps of the engine alone are 20 MB.
    sourcemap: false,
    target: "es2022",
    chunkSizeWarningLimit: 4_000,
    // A data: URL would need its own word in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The engine changes once a quarter, what we build on it every day: a browser keeps the one it has.
        codeSplitting: {
          groups: [
            { name: "cesium", test: /node_modules[\\/]@cesium[\\/]/ },
            // Together, so that no page's schema is made before zod is told not to compile.
            { name: "zod", test: /node_modules[\\/]zod[\\/]|client[\\/]api[\\/]without-eval/ },
          ],
        },
      },
    },
  },
  // Modules of client/api live under the same path as the API while vite serves them.
  server: {
    proxy: { "^/api/(?!.*\\.ts(\\?|$))": server, "/tiles": server, "/ogc": server, "/feeds": server },
  },
}));
