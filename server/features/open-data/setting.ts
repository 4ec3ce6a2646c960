import type { Response } from "express";
import type { ParameterError } from "../../../domain/open-data/parameters.ts";
import type { Database } from "../../platform/db.ts";
import { sendProblem } from "../../platform/problem.ts";

export interface ServedCity {
  readonly name: string;
  readonly timeZone: string;
  readonly attribution: string;
  readonly synthetic: boolean;
  /** Of what the city itself makes known, its interventions; null while the office has not said. */
  readonly licence: string | null;
}

export interface OpenDataSetting {
  readonly database: Database;
  readonly city: string;
  readonly now: () => number;
  /** Of this service, for its definition. */
  readonly version: string;
  readonly findServed: () => Promise<ServedCity>;
}

/** Tells which parameters are wrong, each by its name. */
export function refuseParameters(response: Response, errors: readonly ParameterError[]): void {
  sendProblem(response, {
    refusal: "bad-input",
    detail: errors.map(({ field, message }) => `${field}: ${message}`).join("; "),
    errors,
  });
}
