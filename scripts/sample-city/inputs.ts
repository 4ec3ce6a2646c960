/** The hand-written inputs of `data/sample`, typed. Positions are [u, v]: metres along and across the decumanus. */

import frameJson from "../../data/sample/frame.json" with { type: "json" };
import profilesJson from "../../data/sample/profiles.json" with { type: "json" };
import sitesJson from "../../data/sample/sites.json" with { type: "json" };
import streetsJson from "../../data/sample/streets.json" with { type: "json" };
import type { StreetClass } from "../../domain/city/city-data.ts";
import type { Point } from "./plane.ts";

export interface Frame {
  readonly originEasting: number;
  readonly originNorthing: number;
  /** From east to the decumanus, degrees, counter-clockwise. */
  readonly bearingDegrees: number;
  /** The model's edge: [u, v] of two opposite corners. */
  readonly southWest: Point;
  readonly northEast: Point;
  readonly groundMetres: number;
  readonly waterMetres: number;
}

/** Half a street, measured outwards from its axis; metres. */
export interface StreetProfile {
  readonly class: StreetClass;
  readonly carriageway: number;
  readonly strip: number;
  readonly sideRoad: number;
  readonly pavement: number;
  readonly lanes: number;
  readonly speed: number;
  /** Distance between trees: in the strip, or at the kerb where there is no strip. 0: no trees. */
  readonly treeSpacing: number;
  readonly paving: "pavement" | "square";
}

export interface StreetInput {
  readonly name: string;
  readonly profile: string;
  readonly arcade?: boolean;
  /** Where the arcade runs, if not along the whole street: [west, south, east, north]. */
  readonly arcadeWithin?: readonly [number, number, number, number];
  /** Storeys every house on this street has. */
  readonly cornice?: number;
  readonly lines: readonly (readonly Point[])[];
}

export interface Landmark {
  readonly name: string;
  readonly centre: Point;
  readonly use: string;
  readonly year: number;
  /** Degrees from the decumanus. */
  readonly turn?: number;
  /** [length, width, height] boxes, each around the next: the outer ones become rings. */
  readonly steps?: readonly (readonly [number, number, number])[];
  readonly round?: boolean;
  /** [u, v, length, width, height] boxes side by side, u and v from the centre. */
  readonly boxes?: readonly (readonly [number, number, number, number, number])[];
}

export interface Site {
  readonly name: string;
  readonly kind: "square" | "green" | "river" | "station";
  readonly at: readonly Point[];
  readonly trees?: "grid" | "clusters" | "edge" | "none";
  readonly species?: string;
}

export const frame = frameJson as unknown as Frame;
export const profiles = profilesJson as unknown as Record<string, StreetProfile>;
export const streetInputs = streetsJson as unknown as readonly StreetInput[];
export const sites = sitesJson.sites as unknown as readonly Site[];
export const landmarks = sitesJson.landmarks as unknown as readonly Landmark[];
