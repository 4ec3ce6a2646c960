import {
  addAttachment,
  downloadAttachment,
  listAttachments,
  removeAttachment,
} from "../attachments/contract.ts";
import { getCity, getHealth } from "../city/contract.ts";
import { getClock } from "../clock/contract.ts";
import { checkDraft, planClearance } from "../conflicts/contract.ts";
import { findFreeWindow } from "../conflicts/free-window-contract.ts";
import { listClusters } from "../coordination/contract.ts";
import { deleteDraft, getDraft, listDrafts, putDraft } from "../drafts/contract.ts";
import {
  cancelImport,
  downloadImportReport,
  getImport,
  listImportProblems,
  listImports,
  startImport,
} from "../imports/contract.ts";
import { listContacts, putContacts } from "../interventions/contacts-contract.ts";
import {
  createIntervention,
  deleteIntervention,
  getIntervention,
  getInterventionHistory,
  listPhases,
  updateIntervention,
} from "../interventions/contract.ts";
import { makeTransition } from "../interventions/lifecycle-contract.ts";
import {
  exportInterventionsCsv,
  exportInterventionsGeoJson,
  exportInterventionsXlsx,
  listInterventionFilters,
  listInterventions,
} from "../interventions/list-contract.ts";
import {
  commentFinding,
  getFindingHistory,
  judgeFindings,
  listInterventionJudgements,
  listOfficeFindings,
} from "../judgements/contract.ts";
import { followEvents } from "../live/contract.ts";
import { listNoDigPeriods, putNoDigPeriod } from "../no-dig-periods/contract.ts";
import { listNotices, readNotices } from "../notices/contract.ts";
import { getNuisance, reckonDraftNuisance } from "../nuisance/contract.ts";
import { getOpenData } from "../open-data/contract.ts";
import { getSession, signIn, signOut } from "../people/contract.ts";
import {
  describePlace,
  findPlaces,
  listCrossings,
  listStreets,
  listTouchedStreets,
  locateOnStreet,
} from "../places/contract.ts";
import { answerProposal, listProposalOptions, listProposals, makeProposal } from "../proposals/contract.ts";
import {
  appendRowImport,
  createRowImport,
  downloadRowReport,
  getRowImport,
  listCurrentRows,
  listRowImports,
  listRowPlaces,
  placeRows,
  resolveRowPlace,
  saveRows,
  steerRowImport,
} from "../row-imports/contract.ts";
import {
  getReexamination,
  listRuleParameters,
  moveReexamination,
  putRuleParameter,
} from "../rules-catalogue/contract.ts";
import { checkDig, getRegularisation, regulariseDig, startUrgentDig } from "../urgent/contract.ts";
import type { AnyEndpoint } from "./endpoint.ts";

/** Every operation of the API. What is not here is not served (a test compares this list with the folders). */
export const API: readonly AnyEndpoint[] = [
  getHealth,
  getCity,
  getSession,
  signIn,
  signOut,
  findPlaces,
  locateOnStreet,
  listCrossings,
  describePlace,
  listTouchedStreets,
  listStreets,
  getClock,
  listPhases,
  listInterventions,
  listInterventionFilters,
  exportInterventionsCsv,
  exportInterventionsXlsx,
  exportInterventionsGeoJson,
  getIntervention,
  createIntervention,
  updateIntervention,
  deleteIntervention,
  getInterventionHistory,
  makeTransition,
  listContacts,
  putContacts,
  listAttachments,
  addAttachment,
  downloadAttachment,
  removeAttachment,
  checkDraft,
  planClearance,
  findFreeWindow,
  getNuisance,
  reckonDraftNuisance,
  listClusters,
  listInterventionJudgements,
  judgeFindings,
  commentFinding,
  getFindingHistory,
  listOfficeFindings,
  listProposalOptions,
  makeProposal,
  answerProposal,
  listProposals,
  listRuleParameters,
  putRuleParameter,
  listNoDigPeriods,
  putNoDigPeriod,
  getReexamination,
  moveReexamination,
  followEvents,
  checkDig,
  startUrgentDig,
  getRegularisation,
  regulariseDig,
  listNotices,
  readNotices,
  listDrafts,
  getDraft,
  putDraft,
  deleteDraft,
  getOpenData,
  listImports,
  getImport,
  listImportProblems,
  downloadImportReport,
  startImport,
  cancelImport,
  placeRows,
  saveRows,
  listCurrentRows,
  createRowImport,
  appendRowImport,
  listRowImports,
  getRowImport,
  listRowPlaces,
  resolveRowPlace,
  steerRowImport,
  downloadRowReport,
];
