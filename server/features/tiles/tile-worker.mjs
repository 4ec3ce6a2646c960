// A worker begins without the loader that the main thread has: TypeScript is registered here first.
import { register } from "tsx/esm/api";

register();
await import("./tile-worker.ts");
