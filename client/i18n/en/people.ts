import type { Texts } from "../it.ts";

export const people: Pick<Texts, "people"> = {
  people: {
    chooseDemo: "Sign in to the demonstration as",
    fictional: "Invented people, for the demonstration.",
    fictionalOne: "An invented person, for the demonstration.",
    needed: "Please sign in to see this page.",
    neededRole: "This page is for: {{roles}}.",
    noDemo: "Nobody can sign in from here.",
    roles: {
      planner: "planning",
      crew_lead: "crew lead",
      official: "official",
      citizen: "citizen",
      desk_operator: "desk",
      administrator: "administration",
    },
    signIn: "Sign in",
    signInFailed: "Signing in did not work.",
    signOut: "Sign out",
    signOutFailed: "Signing out did not work: try again.",
    signedInAs: "Session of {{name}}",
    unreachable: "The service does not answer: signing in is not possible now.",
  },
};
