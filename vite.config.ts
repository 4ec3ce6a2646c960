import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { viteStaticCopy } from "vite-plugin-static-copy";

const server = `http://localhost:${process.env.PORT ?? 8080}`;
const engineAssets = fileURLToPath(new URL("node_modules/@cesium/engine/Source/Assets", import.meta.url));

export default defineConfig({
  root: "client",
  plugins: [
    react(),
    viteStaticCopy({
      // Earth-orientation tables are the only thing the engine asks for by itself; workers, textures and
      // terrain heights serve features this scene does not use, so they are not shipped.
      targets: [{ src: `${engineAssets}/IAU2006_XYS/*`, dest: "cesium/Assets/IAU2006_XYS" }],
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
  },
  server: { proxy: { "/api": server, "/tiles": server } },
});
