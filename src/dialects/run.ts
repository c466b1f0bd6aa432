// Reads the lines of all witnesses into one run: what each line says without its carriers, which step it belongs to, whether it
// really happened, and how the run ended. Pure, and one pass over the lines.

import type { Evidence, Line } from '../model/evidence.ts';
import type { Channel, ChefFailure, Hollow, Run } from '../model/run.ts';
import { chefFailures, ignoredNotices, type IgnoredNotice } from './chef.ts';
import { DiffReader } from './diffs.ts';
import { factsOf } from './facts.ts';
import { markerOf, type Marker } from './markers.ts';
import { unwrap, WITNESS_CHANNEL, type Spoken } from './prefixes.ts';
import { innermostReason } from './reasons.ts';
import { RetryReader } from './retries.ts';
import { isXtrace, looksLikeSource } from './shell.ts';
import { StepReader } from './steps.ts';

/** Reads the structure of a run from its evidence. */
export function readRun(evidence: Evidence): Run {
  const reader = new RunReader();
  for (const line of evidence.lines) reader.take(line);
  return reader.finish(evidence);
}

/** An event while it is still being made up. */
interface Draft {
  readonly at: number;
  readonly line: Line;
  readonly stretch: number;
  readonly body: string;
  readonly channel: Channel;
  readonly step: number | null;
  hollow: Hollow | null;
}

class RunReader {
  readonly #drafts: Draft[] = [];
  readonly #steps = new StepReader();
  #diff = new DiffReader();
  readonly #retry = new RetryReader();
  #stream: 'stdout' | 'stderr' | null = null;
  /** True inside a stderr event that began with echoed script source. */
  #echoing = false;
  #log = -1;
  #stretch = -1;
  /** The last command that `set -x` echoed. */
  #command = -1;

  take(line: Line): void {
    if (line.log !== this.#log) this.#startLog(line.log);
    else if (line.afterUnread === true) this.#startStretch();
    const at = this.#drafts.length;
    if (line.witness !== 'log') {
      this.#drafts.push({
        at,
        line,
        stretch: this.#stretch,
        body: innermostReason(line.text),
        channel: WITNESS_CHANNEL[line.witness],
        step: null,
        hollow: null,
      });
      return;
    }
    const spoken = unwrap(line.text);
    const marker = this.#mayMark(spoken, line) ? markerOf(spoken.body) : null;
    if (marker) this.#takeMarker(marker, at);
    const channel = marker ? markerChannel(marker) : this.#channelOf(spoken, line);
    const hollow = marker ? null : this.#hollowOf(spoken, channel);
    const step = this.#steps.current;
    this.#drafts.push({ at, line, stretch: this.#stretch, body: spoken.body, channel, step, hollow });
    if (hollow === 'echo' && isXtrace(spoken.body)) this.#takeCommand(at, spoken.body);
    if (spoken.body === ANSIBLE_IGNORES) this.#takeIgnoring(at);
    for (const attempt of this.#retry.take(at, spoken.body)) this.#markHollow(attempt, 'retried');
  }

  finish(evidence: Evidence): Run {
    const failures = this.#chefFailures();
    const steps = this.#steps.finish(this.#drafts.length);
    return {
      events: this.#drafts,
      steps,
      chef: failures,
      ...this.#steps.ending(),
      hasMarkers: this.#steps.sawMarkers,
      workflowStep: this.#steps.workflowStep,
      progress: this.#retry.progress,
      facts: factsOf({ events: this.#drafts, steps, logs: evidence.logs }),
    };
  }

  #startLog(log: number): void {
    this.#log = log;
    this.#steps.startLog(this.#drafts.length);
    this.#startStretch();
  }

  /** Nothing goes on from before; only the steps do, since their markers were read. */
  #startStretch(): void {
    this.#stretch += 1;
    this.#diff = new DiffReader();
    this.#retry.startLog();
    this.#stream = null;
    this.#echoing = false;
    this.#command = this.#drafts.length - 1;
  }

  /** Only lines that are not a program's own output can be markers. */
  #mayMark(spoken: Spoken, line: Line): boolean {
    return spoken.stream === null && !(line.continues && this.#stream !== null);
  }

  #takeMarker(marker: Marker, at: number): void {
    this.#steps.take(marker, at);
    this.#command = at;
    this.#stream = null;
    this.#echoing = false;
  }

  #channelOf(spoken: Spoken, line: Line): Channel {
    if (spoken.stream !== null) {
      this.#stream = spoken.stream;
      this.#echoing = spoken.stream === 'stderr' && looksLikeSource(spoken.body);
      return spoken.stream;
    }
    // A line without a stream's name goes on with the last one: an event of several lines, or an exported stream.
    if (this.#stream === 'stderr' || line.continues) return this.#stream ?? 'unknown';
    return 'unknown';
  }

  #hollowOf(spoken: Spoken, channel: Channel): Hollow | null {
    if (this.#diff.take(spoken.indented)) return 'diff';
    if (isXtrace(spoken.body)) return 'echo';
    if (channel === 'stderr' && this.#echoing && looksLikeSource(spoken.body)) return 'echo';
    return null;
  }

  /** `some-command || true`: the script ran on, whatever it said. */
  #takeCommand(at: number, command: string): void {
    if (/^\++ (?:true|:)$/.test(command)) this.#markHollow({ from: this.#command + 1, to: at - 1 }, 'ignored');
    this.#command = at;
  }

  /** Ansible says so behind the failure of a task with `ignore_errors`. */
  #takeIgnoring(at: number): void {
    const failure = this.#drafts.findLastIndex((draft) => draft.at < at && /^(?:fatal|failed): \[/.test(draft.body));
    if (failure >= 0 && at - failure <= LONGEST_TASK) this.#markHollow({ from: failure, to: at }, 'ignored');
  }

  #markHollow(span: { readonly from: number; readonly to: number }, hollow: Hollow): void {
    for (const draft of this.#drafts.slice(span.from, span.to + 1)) if (isSpoken(draft)) draft.hollow ??= hollow;
  }

  #chefFailures(): ChefFailure[] {
    const spoken = this.#drafts.filter(isSpoken);
    const notices = ignoredNotices(spoken);
    const ends = spoken.filter((draft) => CHEF_RUN_END.test(draft.body));
    const failures = stretches(this.#drafts)
      .flatMap(chefFailures)
      .map((failure) => ({
        ...failure,
        ignored: isIgnored(failure, notices) || this.#wasRetried(failure) || wentOn(failure, ends),
      }));
    for (const notice of notices) this.#markHollow(notice, 'ignored');
    for (const failure of failures) this.#markFailure(failure);
    return failures;
  }

  /** In a block only message and output say what happened; the rest is the source and settings of the resource. */
  #markFailure(failure: ChefFailure): void {
    if (failure.ignored) return this.#markHollow(failure, 'ignored');
    const telling = new Set([...failure.message, ...failure.output]);
    for (const draft of this.#drafts.slice(failure.from + 2, failure.to + 1)) {
      if (isSpoken(draft) && !telling.has(draft.at) && /^\s*\d+[:>]|^#|^\w+[ (]|^end$|^\}$/.test(draft.body))
        draft.hollow ??= 'declaration';
    }
  }

  /** The block of a resource inside a custom resource that was tried again. */
  #wasRetried(failure: ChefFailure): boolean {
    return this.#drafts[failure.from]?.hollow === 'retried';
  }
}

/** What programs printed: neither markers nor the content of diffs nor another witness. */
function isSpoken({ line, hollow, channel }: Draft): boolean {
  return line.witness === 'log' && hollow !== 'diff' && channel !== 'toe' && channel !== 'workflow';
}

/** What was printed between two markers of AWSTOE. Chef runs there: a block whose end is missing must not reach beyond it. */
function stretches(drafts: readonly Draft[]): Draft[][] {
  let last: Draft[] = [];
  const found = [last];
  let before: Draft | undefined;
  for (const draft of drafts) {
    const parted = draft.channel === 'toe' || draft.step !== before?.step || draft.stretch !== before.stretch;
    if (parted) found.push((last = []));
    if (isSpoken(draft)) last.push(draft);
    before = draft;
  }
  return found;
}

/** Chef said after the block that its run was complete: the failure was rescued. */
function wentOn(failure: ChefFailure, ends: readonly Draft[]): boolean {
  const end = ends.find((draft) => draft.at > failure.to);
  return end !== undefined && /complete|finished/.test(end.body);
}

const ANSIBLE_IGNORES = '...ignoring';
/** Lines of a failed task's result, laid out by a callback plugin. */
const LONGEST_TASK = 200;

const CHEF_RUN_END = /^(?:Infra Phase|(?:Chef|Cinc)(?: Infra)? Client) (?:complete|finished|failed)/;
/** Chef prints the notice before the block, and after the blocks of what is inside; between them may stand a command's output. */
const NOTICE_REACH = 60;

function isIgnored(failure: ChefFailure, notices: readonly IgnoredNotice[]): boolean {
  return notices.some(
    (notice) =>
      notice.resources.includes(failure.resource ?? '') &&
      (Math.abs(failure.from - notice.to) <= NOTICE_REACH || Math.abs(notice.from - failure.to) <= NOTICE_REACH),
  );
}

const WORKFLOW_KINDS = new Set<Marker['kind']>([
  'workflow',
  'workflow-step-started',
  'workflow-step-failed',
  'image-state',
]);

function markerChannel(marker: Marker): Channel {
  return WORKFLOW_KINDS.has(marker.kind) ? 'workflow' : 'toe';
}
