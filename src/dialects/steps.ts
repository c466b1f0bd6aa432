// Builds the steps of a run from its markers and knows how it ended. A step that exits non-zero although the run goes on was told
// to be ignored (`onFailure: Ignore`); exit code 194 asks AWSTOE for a reboot and a rerun of the same step.

import type { ComponentName, Ending, Phase, Step } from '../model/run.ts';
import type { Marker } from './markers.ts';

/** AWSTOE restarts the instance and runs the step again. */
const REBOOT_EXIT_CODE = 194;

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
}

export class StepReader {
  readonly #steps: OpenStep[] = [];
  #component: { component: ComponentName; version: string | null } | null = null;
  #phase: Phase | null = null;
  #current: number | null = null;
  #ending: { ending: Ending; endingAt: number | null } = { ending: 'not-seen', endingAt: null };
  #endOfSteps: 'failed' | 'succeeded' | null = null;
  sawMarkers = false;
  workflowStep: string | null = null;

  get current(): number | null {
    return this.#current;
  }

  startLog(): void {
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

  finish(): Step[] {
    return this.#steps.map((step, i) => {
      const { finished, failed, ...rest } = step;
      return { ...rest, outcome: this.#outcome({ ...rest, finished, failed }, i) };
    });
  }

  ending(): { ending: Ending; endingAt: number | null } {
    return this.#ending;
  }

  #open(name: string | null, at: number): void {
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
    });
    this.#current = this.#steps.length - 1;
    this.#endOfSteps = null;
  }

  /** A step whose opening line lies before the beginning of what was read still says how it ended. */
  #change(at: number, change: (step: OpenStep) => void): void {
    if (this.#current === null && this.#steps.length === 0) this.#open(null, 0);
    const step = this.#steps[this.#current ?? -1];
    if (!step) return;
    step.to = at;
    change(step);
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
    if (outcome === 'failed' && this.#steps.length === 0) this.#open(null, 0);
    this.#endOfSteps = outcome;
    this.#current = null;
    this.#ending = { ending: outcome, endingAt: at };
  }

  #imageState(state: string, at: number): void {
    if (state === 'FAILED' || state === 'CANCELLED') this.#ending = { ending: 'failed', endingAt: at };
    if (state === 'AVAILABLE') this.#ending = { ending: 'succeeded', endingAt: at };
  }

  #outcome(step: OpenStep, i: number): Step['outcome'] {
    const last = i === this.#steps.length - 1;
    if (step.failed) return last ? 'failed' : 'ignored';
    if (step.finished || !last) return 'succeeded';
    return this.#endOfSteps ?? 'open';
  }
}
