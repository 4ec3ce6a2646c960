import { person } from "./person.test.ts";

export const people = [person];
