import { app } from "../../app/app.ts";
import "cesium";

export const clock = app;
