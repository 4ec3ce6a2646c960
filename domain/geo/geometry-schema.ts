import { z } from "zod";
import { findSelfIntersection } from "./polygon.ts";

/** Longitude and latitude in degrees (CRS84). */
export const positionSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

const MAX_POSITIONS = 1_000;
const MAX_RINGS = 20;

export const lineStringSchema = z
  .object({
    type: z.literal("LineString"),
    coordinates: z.array(positionSchema).min(2).max(MAX_POSITIONS),
  })
  .meta({ id: "LineString" });
export type DrawnLine = z.infer<typeof lineStringSchema>;

/**
 * Ground as the database keeps it and replies tell it. Not held to what is asked of a drawing: a band along a bent
 * street may touch itself once its corners are rounded to a centimetre, and may have more corners than a hand draws.
 */
export const groundPolygonSchema = z
  .object({ type: z.literal("Polygon"), coordinates: z.array(z.array(positionSchema)) })
  .meta({ id: "GroundPolygon" });

/** An outline as it is drawn. */
export const polygonSchema = z
  .object({
    type: z.literal("Polygon"),
    coordinates: z.array(z.array(positionSchema).min(4).max(MAX_POSITIONS)).min(1).max(MAX_RINGS),
  })
  .superRefine((polygon, context) => {
    polygon.coordinates.forEach((ring, index) => {
      const first = ring[0]!;
      const last = ring[ring.length - 1]!;
      if (first[0] !== last[0] || first[1] !== last[1]) {
        context.addIssue({
          code: "custom",
          path: ["coordinates", index],
          message: "a ring must end where it begins",
        });
      }
    });
    const crossing = findSelfIntersection(polygon.coordinates);
    if (crossing !== null) {
      context.addIssue({
        code: "custom",
        path: ["coordinates", crossing.ring, crossing.position],
        message: "the outline crosses itself here",
      });
    }
  })
  .meta({ id: "Polygon" });
