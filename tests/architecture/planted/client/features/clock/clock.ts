import { app } from "../../app/app.ts";
import "@cesium/engine";

export const clock = app;
