/** Proposals to dig once between two offices: made, answered, told, kept, on both databases. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { Proposal, ProposalOption } from "../../domain/proposals/contract.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { openWorks, type Saved } from "../support/judged-works.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { PEOPLE, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const NOW = Date.parse("2026-01-10T14:00:00Z");
const WEEK = ["2026-03-02", "2026-03-06"] as const;
const LATER = ["2026-05-18", "2026-05-29"] as const;

await describeOnDatabases("proposals to dig once", (open) => {
  let database: Database;
  let server: TestServer;
  let works: ReturnType<typeof openWorks>;
  let row = 0;

  beforeAll(async () => {
    const opened = await open("small");
    ({ database } = opened);
    server = await startTestServer(opened, { now: () => NOW });
    const cookies = Object.fromEntries(
      await Promise.all(PEOPLE.map(async ({ id }) => [id, await server.signIn(id)])),
    );
    works = openWorks(server, database, cookies);
    return () => server.close();
  });

  /** A trench of the streets' office in March, and one of the aqueduct's along 40 m of it in May. */
  async function meet(): Promise<{ ours: Saved; theirs: Saved; findingId: string }> {
    row += 1;
    const ours = await works.create("planner", roadworkAt([100, row * 40], [180, row * 40], WEEK));
    const theirs = await works.create("other", roadworkAt([140, row * 40], [220, row * 40], LATER));
    const [kept] = await works.listKept(ours.id, "dig-once");
    return { ours, theirs, findingId: kept!.id };
  }
  const phaseOf = ({ input }: Saved) => input.phases[0]!.id!;
  const optionsOf = async (findingId: string): Promise<ProposalOption[]> =>
    (await works.as("planner", "GET", `/api/findings/${findingId}/proposal-options`)).json.options;
  const offerOf = ({ movingPhaseId, startsAt, endsAt }: ProposalOption) => ({
    movingPhaseId,
    startsAt,
    endsAt,
  });
  const propose = (person: string, findingId: string, offer: object, id = randomUUID()) =>
    works.as(person, "POST", "/api/proposals", { id, findingId, offer, reason: null });
  const answer = (person: string, { id, steps }: Proposal, given: object) =>
    works.as(person, "POST", `/api/proposals/${id}/answers`, { after: steps.at(-1)!.id, answer: given });
  const noticesOf = async (person: string) =>
    (await works.as(person, "GET", "/api/notices")).json.notices.map(
      ({ kind, own }: { kind: string; own: { id: string } | null }) => `${kind} ${own?.id}`,
    );

  it("offer each beside the other and with it, and say what that saves", async () => {
    const { ours, theirs, findingId } = await meet();
    const options = await optionsOf(findingId);
    const told = options.map(({ movingPhaseId, mode, days, startsAt, saved }) => [
      movingPhaseId === phaseOf(ours) ? "ours" : "theirs",
      mode,
      days,
      startsAt.slice(0, 10),
      saved.streetDaysNow - saved.streetDaysAfter,
    ]);
    // Five days and twelve, apart: side by side as many, together no more than the longer.
    expect(told.sort()).toEqual([
      ["ours", "follow", 70, "2026-05-11", 0],
      ["ours", "together", 77, "2026-05-18", 5],
      ["theirs", "follow", -70, "2026-03-09", 0],
      ["theirs", "together", -77, "2026-03-02", 5],
    ]);
    // PostGIS's own: 40 m of two bands of 2.5 m.
    expect(options[0]!.saved.sharedSquareMetres).toBeCloseTo(100, 0);
    expect(theirs.id).not.toBe(ours.id);
  });

  it("are made, countered, accepted and applied, and each word reaches the other office", async () => {
    const { ours, theirs, findingId } = await meet();
    const [option] = (await optionsOf(findingId)).filter(
      ({ movingPhaseId, mode }) => movingPhaseId === phaseOf(theirs) && mode === "follow",
    );
    const id = randomUUID();
    const made = await propose("planner", findingId, offerOf(option!), id);
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ state: "open", answers: ["counter", "withdraw"] });
    expect(made.json.waitsFor.map((office: { id: string }) => office.id)).toEqual(["water"]);
    // The same again is the same; another beside it is refused.
    expect((await propose("planner", findingId, offerOf(option!), id)).json.steps).toHaveLength(1);
    expect((await propose("other", findingId, offerOf(option!))).json.code).toBe("proposal-changed");
    expect(await noticesOf("other")).toContain(`proposalMade ${theirs.id}`);

    const { json } = await works.as("other", "GET", `/api/proposals?interventionId=${ours.id}`);
    const [seen] = json.proposals as Proposal[];
    expect(seen!.answers).toEqual(["accept", "decline", "counter"]);
    const dates = { startsAt: "2026-03-16T07:00:00Z", endsAt: "2026-03-27T17:00:00Z" };
    const offer = { movingPhaseId: phaseOf(theirs), ...dates };
    const countered = await answer("other", seen!, {
      action: "counter",
      offer,
      reason: "Una settimana dopo",
    });
    expect(countered.json).toMatchObject({ state: "open", offer: { days: -63 } });
    expect(await noticesOf("planner")).toContain(`proposalCountered ${ours.id}`);
    // Who read the step before answers another proposal than there is.
    expect((await answer("planner", seen!, { action: "accept" })).json.code).toBe("proposal-changed");
    const accepted = await answer("planner", countered.json, { action: "accept" });
    expect(accepted.json).toMatchObject({ state: "accepted", applied: false, waitsFor: [] });
    expect(await noticesOf("other")).toContain(`proposalAccepted ${theirs.id}`);

    const listed = async (status: string) =>
      (await works.as("other", "GET", `/api/proposals?status=${status}`)).json.proposals.find(
        (one: Proposal) => one.id === id,
      );
    expect(await listed("open")).toMatchObject({ state: "accepted", applied: false });
    await works.change("other", theirs, dates);
    expect(await listed("open")).toBeUndefined();
    expect(await listed("all")).toMatchObject({ applied: true, outdated: false });
    expect((await listed("all")).steps.map((step: { action: string }) => step.action)).toEqual([
      "propose",
      "counter",
      "accept",
    ]);
  });

  it("are declined with a reason, withdrawn, and not agreed to once the dates are others", async () => {
    const { ours, findingId } = await meet();
    const [option] = await optionsOf(findingId);
    const made: Proposal = (await propose("planner", findingId, offerOf(option!))).json;
    expect((await answer("other", made, { action: "decline" })).json.code).toBe("bad-input");
    expect((await answer("other", made, { action: "withdraw", reason: null })).json.code).toBe(
      "transition-not-allowed",
    );
    const declined: Proposal = (await answer("other", made, { action: "decline", reason: "Fondi del 2027" }))
      .json;
    expect(declined).toMatchObject({ state: "declined", answers: ["counter"] });
    // Another may be made now; and taken back.
    const again: Proposal = (await propose("planner", findingId, offerOf(option!))).json;
    const withdrawn = await answer("planner", again, { action: "withdraw", reason: null });
    expect(withdrawn.json).toMatchObject({ state: "withdrawn", answers: [] });

    const third: Proposal = (await propose("planner", findingId, offerOf(option!))).json;
    await works.change("planner", ours, { startsAt: "2026-03-03T07:00:00Z" });
    const { json } = await works.as("other", "GET", `/api/proposals?interventionId=${ours.id}`);
    expect(json.proposals[0]).toMatchObject({
      id: third.id,
      outdated: true,
      answers: ["decline", "counter"],
    });
    expect((await answer("other", third, { action: "accept" })).json.code).toBe("proposal-changed");
  });

  it("are made and answered by the two offices alone, about those two works, and in time to come", async () => {
    const { findingId } = await meet();
    const [option] = await optionsOf(findingId);
    const offer = offerOf(option!);
    for (const person of ["citizen", "crew", "desk"]) {
      expect((await propose(person, findingId, offer)).status).toBe(403);
    }
    expect((await propose("planner", randomUUID(), offer)).status).toBe(404);
    const wrong = await propose("planner", findingId, { ...offer, movingPhaseId: randomUUID() });
    expect(wrong.json.errors).toEqual([
      { field: "offer.movingPhaseId", message: "is neither of the two works" },
    ]);
    const past = { ...offer, startsAt: "2026-01-05T07:00:00Z" };
    expect((await propose("planner", findingId, past)).json.errors[0].field).toBe("offer.startsAt");
    // Between two works of one office nobody else has a say, and nobody waits.
    row += 1;
    await works.create("planner", roadworkAt([100, row * 40], [180, row * 40], LATER));
    const own = await works.create("planner", roadworkAt([100, row * 40], [180, row * 40], WEEK));
    const [between] = await works.listKept(own.id, "dig-once");
    const follow = (await optionsOf(between!.id)).find(
      ({ movingPhaseId }) => movingPhaseId === phaseOf(own),
    )!;
    expect((await propose("other", between!.id, offerOf(follow))).status).toBe(403);
    expect((await propose("planner", between!.id, offerOf(follow))).json.state).toBe("accepted");
  });

  it("stay as they were said", async () => {
    for (const table of ["proposal", "proposal_step"]) {
      await expect(
        database.transaction(TEST_CITY, (db) => db.query(`DELETE FROM ${table}`)),
      ).rejects.toThrow();
    }
  });
});
