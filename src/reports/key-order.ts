// The order of the keys in the JSON documents, as part of the contract. The compiler checks that no field of the model is missing here;
// a test compares it with the published schemas.

import type { Change, Changes, DurationChange, OtherBuild, SettingChange, UnlikeLine } from '../model/comparison.ts';
import type {
  Cause,
  ChainLink,
  Diagnosis,
  DiagnosisLine,
  DocumentHead,
  Failure,
  Group,
  Quote,
  Remedy,
  Removed,
  Report,
  ReportedImage,
} from '../model/diagnosis.ts';
import type { Gap } from '../model/evidence.ts';
import type { ListDocument } from '../model/image-list.ts';
import type {
  CountedImage,
  SurveyDocument,
  SurveyedAccount,
  SurveyedCause,
  SurveySource,
  SurveySummary,
  VersionCount,
} from '../model/survey.ts';

/** True for a value that is taken as it is; keys in order for an object, or for each object of a list. */
export type Order = true | { readonly [key: string]: Order };

/** An order that leaves out no key of T. */
export type Keys<T> = { readonly [K in keyof T]-?: Order };

export const GAP_KEYS = { what: true, why: true, toSeeIt: true } satisfies Keys<Gap>;

const HEAD_KEYS = {
  schemaVersion: true,
  generator: { name: true, version: true, catalog: { patterns: true, digest: true } },
  generatedAt: true,
} satisfies Keys<DocumentHead>;

const QUOTE_KEYS = { role: true, log: true, line: true, time: true, text: true } satisfies Keys<Quote>;

const CAUSE_KEYS = {
  pattern: true,
  title: true,
  explanation: true,
  category: true,
  confidence: true,
  because: true,
  captures: true,
  evidence: QUOTE_KEYS,
} satisfies Keys<Cause>;

const IMAGE_KEYS = {
  id: true,
  region: true,
  account: true,
  pclusterVersion: true,
  os: true,
  arch: true,
  parentImage: true,
  kernel: true,
  buildStatus: true,
  imageStatus: true,
  stackStatus: true,
  statusReason: true,
  startedAt: true,
  failedAt: true,
  logs: { group: true, name: true, events: true, complete: true },
  configuration: true,
  origins: true,
} satisfies Keys<ReportedImage>;

const FAILURE_KEYS = {
  component: true,
  phase: true,
  step: true,
  recipe: true,
  resource: true,
  command: true,
  exitCode: true,
} satisfies Keys<Failure>;

const REMEDY_KEYS = {
  id: true,
  kind: true,
  title: true,
  applies: true,
  because: true,
  steps: { text: true, command: true },
  patch: true,
  pitfalls: true,
  expect: true,
  references: true,
} satisfies Keys<Remedy>;

const CHANGE_KEYS = { what: true, before: true, now: true } satisfies Keys<Change>;

const CHANGES_KEYS = {
  since: { id: true, region: true, ami: true, builtAt: true, verdict: true } satisfies Keys<OtherBuild>,
  facts: CHANGE_KEYS,
  packages: CHANGE_KEYS,
  repositories: { added: true, missing: true },
  configuration: { setting: true, before: true, now: true } satisfies Keys<SettingChange>,
  durations: { step: true, beforeMs: true, nowMs: true } satisfies Keys<DurationChange>,
  unlike: { quote: QUOTE_KEYS, times: true } satisfies Keys<UnlikeLine>,
  moreUnlike: true,
  whole: true,
} satisfies Keys<Changes>;

export const DIAGNOSIS_KEYS = {
  image: IMAGE_KEYS,
  verdict: true,
  fingerprint: true,
  fingerprintInputs: true,
  failure: FAILURE_KEYS,
  rootCause: CAUSE_KEYS,
  chain: { layer: true, what: true, evidence: QUOTE_KEYS } satisfies Keys<ChainLink>,
  alternatives: { ...CAUSE_KEYS, whyNotFirst: true },
  dismissed: { pattern: true, line: true, why: true },
  remedies: REMEDY_KEYS,
  gaps: GAP_KEYS,
  logWindow: QUOTE_KEYS,
  changes: CHANGES_KEYS,
} satisfies Keys<Diagnosis>;

export const REPORT_KEYS = {
  ...HEAD_KEYS,
  summary: { examined: true, recognised: true, located: true, inconclusive: true, notFailed: true },
  groups: {
    fingerprint: true,
    verdict: true,
    pattern: true,
    title: true,
    images: { id: true, region: true },
  } satisfies Keys<Group>,
  redaction: { kind: true, secrets: true, places: true } satisfies Keys<Removed>,
  diagnoses: DIAGNOSIS_KEYS,
} satisfies Keys<Report>;

export const LINE_KEYS = { ...HEAD_KEYS, diagnosis: DIAGNOSIS_KEYS } satisfies Keys<DiagnosisLine>;

export const SURVEY_KEYS = {
  ...HEAD_KEYS,
  source: {
    kind: true,
    regions: true,
    accounts: { profile: true, account: true, region: true } satisfies Keys<SurveyedAccount>,
    since: true,
    read: true,
    bytesScanned: true,
  } satisfies Keys<SurveySource>,
  summary: {
    builds: true,
    recognised: true,
    located: true,
    inconclusive: true,
    notFailed: true,
    hours: true,
    hoursLost: true,
    costLost: true,
  } satisfies Keys<SurveySummary>,
  causes: {
    fingerprint: true,
    verdict: true,
    pattern: true,
    title: true,
    line: true,
    builds: true,
    firstSeen: true,
    lastSeen: true,
    hours: true,
    cost: true,
    versions: { version: true, builds: true } satisfies Keys<VersionCount>,
    images: { id: true, region: true, profile: true } satisfies Keys<CountedImage>,
  } satisfies Keys<SurveyedCause>,
  gaps: GAP_KEYS,
  redaction: { kind: true, secrets: true, places: true } satisfies Keys<Removed>,
} satisfies Keys<SurveyDocument>;

export const LIST_KEYS = {
  ...HEAD_KEYS,
  images: {
    id: true,
    region: true,
    status: true,
    pclusterVersion: true,
    stackStatus: true,
    statusReason: true,
    at: true,
    from: true,
    note: true,
  },
  gaps: GAP_KEYS,
} satisfies Keys<ListDocument>;
