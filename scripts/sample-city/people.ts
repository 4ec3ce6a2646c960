import peopleJson from "../../data/sample/people.json" with { type: "json" };

type SampleRole = "planner" | "crew_lead" | "official" | "citizen" | "desk_operator" | "administrator";

interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly role: SampleRole;
  /** Citizens belong to no office. */
  readonly officeId: string | null;
  readonly fictional: true;
}

/** One invented person for each role, and a planner of a second office to disagree with the first. */
export function buildSamplePeople(): SamplePerson[] {
  return peopleJson.map((person) => ({ ...person, role: person.role as SampleRole, fictional: true }));
}
