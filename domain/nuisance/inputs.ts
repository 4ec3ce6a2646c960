import type { StreetClass } from "../city/city-data.ts";
import type { InterventionKind, PhaseInput } from "../interventions/intervention.ts";

/** A street that the footprint lies on, from building to building. */
export interface StreetHere {
  readonly name: string;
  readonly class: StreetClass | "motorway";
  readonly oneWay: boolean;
  /** Of both directions; null: not known. */
  readonly lanes: number | null;
  /** Of its axis, as far as it lies beside the footprint. */
  readonly besideMetres: number;
}

/** Null, throughout: this city has nothing of the sort on record, which is not the same as nothing here. */
export interface PlaceInputs {
  readonly streets: readonly StreetHere[] | null;
  /** The most that a sensor near counted in an hour; null where there is none, or it counted nothing yet. */
  readonly vehiclesAnHour: { readonly number: number; readonly sensor: string } | null;
  readonly cycleTracks: readonly { readonly name: string | null }[] | null;
  readonly lines: readonly { readonly code: string; readonly mode: string }[] | null;
  readonly stops:
    | readonly {
        readonly name: string;
        readonly lineCodes: readonly string[];
        readonly stepFree: boolean | null;
      }[]
    | null;
  /** Rails lie there, whether or not a line runs on them; null where no ground of rails is on record. */
  readonly rails: boolean | null;
  readonly pavementSquareMetres: number | null;
  /** Residents within reach of the noise, by share of the section's ground. */
  readonly residents: number | null;
  /** Schools and hospitals within reach of the noise. */
  readonly sensitive: readonly { readonly kind: "school" | "hospital"; readonly name: string }[] | null;
}

/** A phase, and what lies where it is. */
export interface NuisanceInputs
  extends Pick<
      PhaseInput,
      "vehicleImpact" | "hindrance" | "footwayWidthMetres" | "carriagewayWidthMetres" | "noisePowerDecibels"
    >,
    PlaceInputs {
  readonly kind: InterventionKind;
  /** Of the whole intervention. */
  readonly days: number;
  /** Of the line that traffic is led along; null where none is drawn. */
  readonly detourMetres: number | null;
}
