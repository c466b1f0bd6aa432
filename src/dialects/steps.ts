// Builds the steps of a run from its markers and knows how it ended. A step that exits non-zero although the run goes on was told
// to be ignored (`onFailure: Ignore`); exit code 194 asks AWSTOE for a reboot and a rerun of the same step.

import type { ComponentName, Ending, Phase, Step } from '../model/run.ts';
import type { Marker } from './markers.ts';

/** AWSTOE restarts the instance and runs the step again. */
export const REBOOT_EXIT_CODE = 194;

interface OpenStep {
  readonly component: ComponentName | null;
  readonly componentVersion: string | null;
  readonly phase: Phase | null;
  readonly name: string | null;
  readonly from: number;
  to: number;
  exitCode: number | null;
  finished: boolean;
  failed: boolean;
  /** Another step of the same log came after it. */
  followed: boolean;
}

export class StepReader {
  readonly #steps: OpenStep[] = [];
  #component: { component: ComponentName; version: string | null } | null = null;
  #phase: Phase | null = null;
  #current: number | null = null;
  #ending: { ending: Ending; endingAt: number | null } = { ending: 'not-seen', endingAt: null };
  #endOfSteps: 'failed' | 'succeeded' | null = null;
  /** The first event of the log that is being read, and how many steps came before it. */
  #log = { from: 0, steps: 0 };
  sawMarkers = false;
  workflowStep: string | null = null;

  get current(): number | null {
    return this.#current;
  }

  startLog(at: number): void {
    this.#extend(at);
    this.#log = { from: at, steps: this.#steps.length };
    this.#current = null;
    this.#component = null;
    this.#phase = null;
  }

  take(marker: Marker, at: number): void {
    this.sawMarkers = true;
    this.#extend(at);
    switch (marker.kind) {
      case 'document':
        this.#component = marker;
        this.#current = null;
        return;
      case 'phase':
        this.#phase = marker.phase;
        this.#current = null;
        return;
      case 'step':
        return this.#open(marker.name, at);
      case 'exit-code':
        return this.#exit(marker.code, at);
      case 'command-failed':
        return this.#change(at, (step) => (step.failed = true));
      case 'action-finished':
        return this.#change(at, (step) => (step.finished = true));
      case 'end':
        return this.#end(marker.outcome, at);
      case 'workflow-step-failed':
        this.workflowStep ??= marker.step;
        this.#current = null;
        this.#ending = { ending: 'failed', endingAt: at };
        return;
      case 'image-state':
        return this.#imageState(marker.state, at);
      case 'workflow':
      case 'workflow-step-started':
      case 'action-started':
      case 'toe':
        return;
    }
  }

  /** The steps, once `events` events have been read. */
  finish(events: number): Step[] {
    this.#extend(events);
    return this.#steps.map((step, i) => {
      const { component, componentVersion, phase, name, from, to, exitCode } = step;
      return { component, componentVersion, phase, name, from, to, exitCode, outcome: this.#outcome(step, i) };
    });
  }

  ending(): { ending: Ending; endingAt: number | null } {
    return this.#ending;
  }

  #open(name: string | null, at: number): void {
    const before = this.#isFirstOfLog() ? undefined : this.#steps.at(-1);
    if (before) before.followed = true;
    this.#steps.push({
      component: this.#component?.component ?? null,
      componentVersion: this.#component?.version ?? null,
      phase: this.#phase,
      name,
      from: at,
      to: at,
      exitCode: null,
      finished: false,
      failed: false,
      followed: false,
    });
    this.#current = this.#steps.length - 1;
    this.#endOfSteps = null;
  }

  /** A step whose opening line lies before the beginning of what was read still says how it ended. */
  #change(at: number, change: (step: OpenStep) => void): void {
    if (this.#current === null && this.#isFirstOfLog()) this.#open(null, this.#log.from);
    const step = this.#steps[this.#current ?? -1];
    if (!step) return;
    step.to = at;
    change(step);
  }

  #isFirstOfLog(): boolean {
    return this.#steps.length === this.#log.steps;
  }

  #exit(code: number, at: number): void {
    this.#change(at, (step) => {
      step.exitCode = code;
      step.failed = code !== 0 && code !== REBOOT_EXIT_CODE;
      step.finished = true;
    });
  }

  #extend(at: number): void {
    const step = this.#steps[this.#current ?? -1];
    if (step) step.to = Math.max(step.to, at - 1);
  }

  #end(outcome: 'succeeded' | 'failed', at: number): void {
    if (outcome === 'failed' && this.#isFirstOfLog()) this.#open(null, this.#log.from);
    this.#endOfSteps = outcome;
    this.#current = null;
    this.#ending = { ending: outcome, endingAt: at };
  }

  #imageState(state: string, at: number): void {
    if (state === 'FAILED' || state === 'CANCELLED') this.#ending = { ending: 'failed', endingAt: at };
    if (state === 'AVAILABLE') this.#ending = { ending: 'succeeded', endingAt: at };
  }

  #outcome(step: OpenStep, i: number): Step['outcome'] {
    const end = i === this.#steps.length - 1 ? this.#endOfSteps : null;
    if (step.failed) return step.followed || end === 'succeeded' ? 'ignored' : 'failed';
    // Not every action prints an exit code: when the run fails after such a step, it is the one that failed.
    if (end === 'failed' && step.exitCode !== 0) return 'failed';
    if (step.finished || step.followed) return 'succeeded';
    return end ?? 'open';
  }
}
