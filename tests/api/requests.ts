import { randomUUID } from "node:crypto";
import type { AnyEndpoint } from "../../domain/contract/endpoint.ts";
import { roadworkAt } from "../support/small-city.ts";

/** What an operation takes, before it is put into an address. */
export interface Input {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

const nothing: Input = { params: {}, query: {}, body: {} };
const EXTENT = "7.6,45.0,7.8,45.1";
const roadwork = () => roadworkAt([100, 100], [140, 100], ["2026-03-02", "2026-03-06"]);

/**
 * A good input of every operation, with every optional field given, so that each can be spoilt in turn.
 * @param saved an intervention that exists
 */
export function goodInputs(saved: { id: string; version: number }): Record<string, Input> {
  const byId = { interventionId: saved.id };
  const byImport = { importId: "1" };
  const page = { limit: "10", after: "abc" };
  const { kind, state, urgent, phases } = roadwork();
  const table = {
    kinds: "roadwork,event",
    states: "draft,approved",
    offices: "roads",
    urgent: "false",
    synthetic: "false",
    text: "scavo",
    startsAt: "2026-01-01T00:00:00Z",
    endsAt: "2026-02-01T00:00:00Z",
    bbox: EXTENT,
    zone: "zone-1",
    findings: "any",
    ids: saved.id,
    sort: "place",
    order: "desc",
  };
  const sheet = { columns: "id,title", language: "en" };
  return {
    getHealth: nothing,
    getCity: nothing,
    getOpenData: nothing,
    getSession: nothing,
    signIn: { ...nothing, body: { personId: "citizen" } },
    signOut: nothing,
    findPlaces: { ...nothing, query: { text: "via", limit: "5" } },
    locateOnStreet: { ...nothing, query: { text: "via Po da via Roma a via Nizza", streetId: "street-1" } },
    listCrossings: { ...nothing, query: { streetId: "street-1" } },
    listTouchedStreets: { ...nothing, body: { footprints: [roadwork().phases[0]!.footprint] } },
    describePlace: { ...nothing, body: { footprint: roadwork().phases[0]!.footprint } },
    listStreets: { ...nothing, query: { ...page, bbox: EXTENT, least: "residential" } },
    getClock: { ...nothing, query: { from: "2026-01-01", to: "2026-02-01", bbox: EXTENT } },
    listPhases: {
      ...nothing,
      query: {
        ...page,
        bbox: EXTENT,
        startsAt: "2026-01-01T00:00:00Z",
        endsAt: "2026-02-01T00:00:00Z",
        kinds: "roadwork,event",
      },
    },
    listInterventions: { ...nothing, query: { ...table, limit: "10", after: "abc" } },
    listInterventionFilters: nothing,
    exportInterventionsCsv: { ...nothing, query: { ...table, ...sheet, mark: "false" } },
    exportInterventionsXlsx: { ...nothing, query: { ...table, ...sheet } },
    exportInterventionsGeoJson: { ...nothing, query: { ...table, ...sheet } },
    getIntervention: { ...nothing, params: byId },
    createIntervention: { ...nothing, body: { id: randomUUID(), intervention: roadwork() } },
    updateIntervention: {
      ...nothing,
      params: byId,
      body: { version: saved.version, intervention: roadwork() },
    },
    deleteIntervention: { ...nothing, params: byId, query: { version: String(saved.version) } },
    listContacts: { ...nothing, params: byId },
    putContacts: {
      ...nothing,
      params: byId,
      body: {
        revision: 0,
        contacts: [
          {
            id: randomUUID(),
            name: "Reperibile di prova",
            duty: "capocantiere",
            organisation: "Impresa di prova",
            phone: "011 000000",
            email: "prova@example.org",
          },
        ],
      },
    },
    listAttachments: { ...nothing, params: byId },
    addAttachment: { ...nothing, params: byId, query: { id: randomUUID(), name: "prova.txt" } },
    downloadAttachment: { ...nothing, params: { ...byId, attachmentId: saved.id } },
    removeAttachment: { ...nothing, params: { ...byId, attachmentId: saved.id } },
    makeTransition: {
      ...nothing,
      params: byId,
      body: {
        version: saved.version,
        transition: "extend",
        reason: "prova",
        endsAt: "2026-03-09T17:00:00Z",
        phaseId: saved.id,
        reinstatement: "provisional",
      },
    },
    getInterventionHistory: { ...nothing, params: byId },
    listDrafts: nothing,
    getDraft: { ...nothing, params: { draftId: saved.id } },
    putDraft: {
      ...nothing,
      params: { draftId: saved.id },
      body: { revision: 0, formVersion: 1, content: {} },
    },
    deleteDraft: { ...nothing, params: { draftId: saved.id } },
    listImports: nothing,
    getImport: { ...nothing, params: byImport },
    listImportProblems: {
      ...nothing,
      params: { ...byImport, datasetId: "trees" },
      query: { limit: "10", after: "5" },
    },
    downloadImportReport: { ...nothing, params: { ...byImport, datasetId: "trees" } },
    startImport: { ...nothing, body: { city: "sample" } },
    cancelImport: { ...nothing, params: byImport },
    checkDig: { ...nothing, body: { footprint: roadwork().phases[0]!.footprint } },
    startUrgentDig: {
      ...nothing,
      body: {
        id: randomUUID(),
        footprint: roadwork().phases[0]!.footprint,
        cause: "water",
        effect: "narrowed",
        place: "Via Po",
        contractor: "Impresa di prova",
        note: "",
        depthMetres: 1,
        days: 1,
        startedAt: "2026-01-10T08:59:00Z",
      },
    },
    getRegularisation: { ...nothing, params: byId },
    regulariseDig: { ...nothing, params: byId, body: { reference: "Prot. 1" } },
    listNotices: { ...nothing, query: { limit: "10", before: "7" } },
    readNotices: { ...nothing, body: { ids: [1], upTo: 5 } },
    followEvents: { ...nothing, query: { after: "10:20:12,15" } },
    placeRows: { ...nothing, body: { texts: ["via Po da via Roma a via Nizza"] } },
    saveRows: {
      ...nothing,
      body: { dryRun: true, rows: [{ id: randomUUID(), version: 1, intervention: roadwork() }] },
    },
    listCurrentRows: { ...nothing, body: { rows: [{ id: saved.id, version: 1 }] } },
    createRowImport: {
      ...nothing,
      body: {
        id: randomUUID(),
        name: "archivio.csv",
        format: "csv",
        bytes: 100,
        mapping: [{ field: "place", column: 0 }],
        defaultKind: "roadwork",
      },
    },
    appendRowImport: {
      ...nothing,
      params: { importId: randomUUID() },
      body: { offset: 0, base64: "dmlhO2RhbAo=" },
    },
    listRowImports: nothing,
    getRowImport: { ...nothing, params: { importId: randomUUID() } },
    listRowPlaces: {
      ...nothing,
      params: { importId: randomUUID() },
      query: { state: "unclear", limit: "10" },
    },
    resolveRowPlace: {
      ...nothing,
      params: { importId: randomUUID() },
      body: { key: "via po", choice: { kind: "text", text: "via Po 12" } },
    },
    steerRowImport: { ...nothing, params: { importId: randomUUID() }, body: { action: "cancel" } },
    downloadRowReport: { ...nothing, params: { importId: randomUUID() } },
    listInterventionJudgements: { ...nothing, params: byId },
    judgeFindings: {
      ...nothing,
      body: {
        findingIds: [saved.id],
        judgement: {
          verdict: "action",
          action: "Spostare il cantiere",
          responsible: "Impresa di prova",
          dueOn: "2026-02-20",
        },
      },
    },
    commentFinding: {
      ...nothing,
      params: { findingId: saved.id },
      body: { id: randomUUID(), text: "Sentita l'altra parte" },
    },
    getFindingHistory: { ...nothing, params: { findingId: saved.id } },
    listProposalOptions: { ...nothing, params: { findingId: saved.id } },
    makeProposal: {
      ...nothing,
      body: {
        id: saved.id,
        findingId: saved.id,
        offer: { movingPhaseId: saved.id, startsAt: "2026-03-09T07:00:00Z", endsAt: "2026-03-13T17:00:00Z" },
        reason: null,
      },
    },
    answerProposal: {
      ...nothing,
      params: { proposalId: saved.id },
      body: { after: 1, answer: { action: "decline", reason: "Finanziato per l'anno prossimo" } },
    },
    listProposals: { ...nothing, query: { status: "all", interventionId: saved.id } },
    listOfficeFindings: {
      ...nothing,
      query: { limit: "10", after: "abc", status: "open", severities: "blocking,warning" },
    },
    listRuleParameters: nothing,
    listNoDigPeriods: nothing,
    putNoDigPeriod: {
      ...nothing,
      params: { periodId: randomUUID() },
      body: {
        version: 0,
        name: "Commercio natalizio",
        season: { kind: "yearly", fromDay: "12-01", toDay: "01-06" },
        kinds: ["roadwork"],
        areas: [],
        source: "Deliberazione di prova",
        confirmed: false,
        ended: false,
      },
    },
    putRuleParameter: {
      ...nothing,
      params: { parameterId: "boardDays" },
      body: { version: 0, value: 8, source: "DPR 495/1992", confirmed: true },
    },
    getReexamination: nothing,
    moveReexamination: { ...nothing, params: { reexaminationId: "1" }, body: { move: "stop" } },
    listClusters: {
      ...nothing,
      query: { startsAt: "2026-03-02T00:00:00Z", endsAt: "2026-04-13T00:00:00Z" },
    },
    checkDraft: { ...nothing, body: { draft: { kind, state, urgent, phases }, interventionId: saved.id } },
    planClearance: { ...nothing, body: { draft: { kind, state, urgent, phases }, interventionId: saved.id } },
    findFreeWindow: {
      ...nothing,
      body: {
        draft: { kind, state, urgent, phases },
        interventionId: saved.id,
        phase: 0,
        from: "2026-12-01",
        days: 3,
        unit: "working",
        acceptWarnings: true,
      },
    },
    getNuisance: { ...nothing, params: byId },
    reckonDraftNuisance: { ...nothing, body: { draft: { kind, state, urgent, phases } } },
  };
}

/** The address of an operation with its parameters. A list of values repeats the parameter. */
export function addressOf({ path }: AnyEndpoint, { params, query }: Pick<Input, "params" | "query">): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}
