// From matches, structure and facts to a verdict. The rules, in their order: a build that did not fail is `not-failed`; a cause the
// catalog knows and the structure bears out is `recognised`; a failure with a decisive line but without a known cause is `located`;
// what cannot be seen makes the rest `inconclusive`, with the gaps that say why.

import type { Match, Pattern } from '../model/catalog.ts';
import type { Complaint } from '../model/complaint.ts';
import type { Diagnosis, Dismissed } from '../model/diagnosis.ts';
import type { Evidence, FactOrigins, ImageFacts } from '../model/evidence.ts';
import type { Run } from '../model/run.ts';
import type { Fillings } from '../wording/templates.ts';
import { acquittal } from './acquittal.ts';
import { alternative, locatedCause, recognisedCause, whyNotFirst } from './causes.ts';
import { chainOf } from './chain.ts';
import { decisiveLine, type Decisive, type IsUsual, type ReadComplaint } from './decisive.ts';
import { locatedFingerprint, recognisedFingerprint } from './fingerprint.ts';
import { endOfLog, windowAround } from './log-window.ts';
import { judge, type Judged, type Judgement } from './judge.ts';
import { missingEvidence } from './missing.ts';
import { quote } from './quotes.ts';
import { reportedImage } from './reported-image.ts';
import { isSettled } from './settled.ts';
import { failureOf, findSpine, type Spine } from './spine.ts';

export interface Considered {
  readonly evidence: Evidence;
  readonly run: Run;
  readonly matches: readonly Match[];
  /** All of the catalog. */
  readonly patterns: readonly Pattern[];
  readonly facts: ImageFacts;
  /** Where the facts come from, if that is worth telling. */
  readonly origins: FactOrigins | null;
  readonly readComplaint: ReadComplaint;
  /** Tells lines that a good build printed too, where there is one to ask. */
  readonly isUsual?: IsUsual | undefined;
  /** Nothing is settled before the whole of the failure is in hand. */
  readonly cautious?: boolean | undefined;
}

/** A diagnosis without its remedies, and what the remedies are made from. */
export interface Finding {
  readonly diagnosis: Omit<Diagnosis, 'remedies'>;
  /** Patterns whose remedies are worth weighing, the root cause's first. */
  readonly patterns: readonly Pattern[];
  readonly fillings: Fillings;
  /** True when reading further back in the log cannot change the answer. */
  readonly settled: boolean;
}

export function diagnoseRun(considered: Considered): Finding {
  const { run, facts, evidence } = considered;
  const spine = findSpine(run);
  const acquitted = acquittal({ run, spine, facts });
  const judgement = judge(considered.matches, { run, spine, facts, acquitted });
  const scene = { ...considered, spine, judgement, fillings: factFillings(facts) };
  const base = {
    image: reportedImage({ facts, evidence, run, origins: considered.origins }),
    fingerprint: null,
    fingerprintInputs: null,
    failure: null,
    rootCause: null,
    chain: [],
    alternatives: [],
    dismissed: dismissedOf(judgement, run),
    gaps: evidence.gaps,
    logWindow: [],
    changes: null,
  };
  if (acquitted !== null) return finding({ ...base, verdict: 'not-failed' }, scene);
  return verdictOn(base, scene);
}

type Unremedied = Finding['diagnosis'];

interface Scene extends Considered {
  readonly spine: Spine;
  readonly judgement: Judgement;
  readonly fillings: Fillings;
}

function verdictOn(base: Omit<Unremedied, 'verdict'>, scene: Scene): Finding {
  const { run, spine, judgement } = scene;
  const undecided = run.hasMarkers && !spine.proven;
  const [root] = judgement.causes;
  if (undecided)
    return root && root.place !== 'loose' ? recognised(base, scene, root, null) : inconclusive(base, scene);
  const decisive = root && speaksForItself(root, scene) ? null : decisiveLine(run, spine, scene);
  if (root && !(decisive && forestalls(decisive, root, scene))) return recognised(base, scene, root, decisive);
  if (decisive && isDecided(decisive, scene)) return located(base, scene, decisive);
  return inconclusive(base, scene);
}

/** A known cause whose line says why: nothing more telling needs to be looked for. */
function speaksForItself({ match }: Judged, { run, readComplaint }: Scene): boolean {
  return !match.pattern.general && !leavesReasonToOthers(readComplaint(run.events[match.at]?.body ?? ''));
}

function leavesReasonToOthers(complaint: Complaint | null): boolean {
  return complaint?.strength === 'report' || complaint?.opens === true;
}

/**
 * What a class of failures has in common is often a consequence: a command is not found because its installation failed. An error
 * that was said outright before it, or that says more, and that no pattern explains, is nearer to the cause.
 */
function forestalls(decisive: Decisive, { match }: Judged, scene: Scene): boolean {
  if (!match.pattern.general || !isOutright(decisive)) return false;
  return decisive.at < match.at || decisive.byExitCode === true || tellsMore(decisive, match.at, scene);
}

function isOutright({ strength }: Decisive): boolean {
  return strength === 'exhausted' || strength === 'statement';
}

/** As far as the output of one command reaches, mostly. */
const SAME_MATTER = 60;

/** A line that only reports a failure leaves its reason to others. */
function tellsMore(decisive: Decisive, at: number, { run, readComplaint }: Scene): boolean {
  const isNear = decisive.at !== at && Math.abs(decisive.at - at) <= SAME_MATTER;
  return isNear && isOutright(decisive) && leavesReasonToOthers(readComplaint(run.events[at]?.body ?? ''));
}

/** Where the log ends within the account of the failure, only a line that says outright what went wrong will do. */
function isDecided({ at, strength }: Decisive, { run, spine }: Scene): boolean {
  if (strength === 'exhausted') return true;
  // What a step says outright on stdout may be outdone by its stderr, which comes last; what Chef printed is in order.
  if (strength === 'statement') return spine.told || spine.chef !== null || run.events[at]?.channel === 'stderr';
  return strength !== 'wrapper' && (spine.told || !run.hasMarkers);
}

/** The cause that the catalog knows; where its own line only reports a failure, the line that says why is quoted first. */
function recognised(base: Omit<Unremedied, 'verdict'>, scene: Scene, root: Judged, decisive: Decisive | null): Finding {
  const failure = failureOf(scene.run, scene.spine);
  const at = decisive && tellsMore(decisive, root.match.at, scene) ? decisive.at : root.match.at;
  const cause = recognisedCause(root, scene, at);
  const link = { layer: root.match.pattern.layer, what: cause.title, evidence: [quote(scene, at, 'cause')] };
  const diagnosis: Unremedied = {
    ...base,
    verdict: 'recognised',
    ...recognisedFingerprint(root.match.pattern, scene.run.events[root.match.at]?.body ?? ''),
    failure,
    rootCause: cause,
    chain: chainOf(link, scene),
    alternatives: scene.judgement.causes.slice(1).map((other) => alternative(other, whyNotFirst(other, root), scene)),
    logWindow: windowAround(scene, at),
  };
  return finding(diagnosis, scene, root);
}

function located(base: Omit<Unremedied, 'verdict'>, scene: Scene, decisive: Decisive): Finding {
  const failure = failureOf(scene.run, scene.spine);
  const cause = locatedCause(decisive, failure, scene);
  const link = {
    layer: 'not known',
    what: scene.run.events[decisive.at]?.body ?? '',
    evidence: [quote(scene, decisive.at, 'cause')],
  };
  return finding(
    {
      ...base,
      verdict: 'located',
      ...locatedFingerprint(failure, scene.run.events[decisive.at]?.body ?? ''),
      failure,
      rootCause: cause,
      chain: chainOf(link, scene),
      alternatives: scene.judgement.causes.map((known) => alternative(known, 'an error was said before it', scene)),
      logWindow: windowAround(scene, decisive.at),
    },
    scene,
  );
}

const CUT_OFF = 'the log ends before it shows whether this ended the build';

function inconclusive(base: Omit<Unremedied, 'verdict'>, scene: Scene): Finding {
  return finding(
    {
      ...base,
      verdict: 'inconclusive',
      failure: failureOf(scene.run, scene.spine),
      alternatives: scene.judgement.causes.map((cause) => alternative(cause, CUT_OFF, scene)),
      gaps: [...missingEvidence(scene), ...base.gaps],
      logWindow: endOfLog(scene),
    },
    scene,
  );
}

/** Patterns that fit the text but not this image have remedies worth listing, as not applying and why. */
function finding(diagnosis: Unremedied, scene: Scene, root?: Judged): Finding {
  const notHere = scene.judgement.dismissed.filter((one) => one.notHere).map((one) => one.match);
  const matches = diagnosis.verdict === 'recognised' && root ? [root.match, ...notHere] : [];
  return {
    diagnosis,
    patterns: matches.map((match) => match.pattern),
    fillings: Object.assign({}, scene.fillings, ...matches.map((match) => match.captures).reverse()),
    settled: isSettled({ ...scene, verdict: diagnosis.verdict }),
  };
}

function dismissedOf(judgement: Judgement, run: Run): Dismissed[] {
  return judgement.dismissed.map(({ match, why }) => ({
    pattern: match.pattern.id,
    line: run.events[match.at]?.line.ordinal ?? null,
    why,
  }));
}

function factFillings(facts: ImageFacts): Fillings {
  const known = {
    imageId: facts.id,
    region: facts.region,
    pclusterVersion: facts.pclusterVersion,
    os: facts.os,
    arch: facts.arch,
    parentImage: facts.parentImage,
  };
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
