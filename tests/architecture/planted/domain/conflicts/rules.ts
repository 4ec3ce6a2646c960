import { permit } from "../permits/permit.ts";
import { simulation } from "../simulations/simulation.ts";

export const RULES = [permit, simulation];
