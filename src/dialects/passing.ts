// The steps of a build as they pass, read line by line while the log grows. That a step failed is certain only once the run says so: a step whose
// command has failed may have been told to be ignored, and then the next one begins at once.

import type { Line } from '../model/evidence.ts';
import type { ComponentName, Phase } from '../model/run.ts';
import type { StepName, StepOutcome } from '../model/watch.ts';
import { markerOf, type Marker } from './markers.ts';
import { unwrap, type Spoken } from './prefixes.ts';
import { REBOOT_EXIT_CODE } from './steps.ts';

export type Passed =
  | { readonly kind: 'stage'; readonly name: string }
  | { readonly kind: 'began'; readonly step: StepName }
  | {
      readonly kind: 'ended';
      readonly step: StepName;
      readonly outcome: StepOutcome;
      readonly exitCode: number | null;
      readonly tookMs: number | null;
    };

/** `likely`: a command has failed, and nothing has gone on after it yet. `certain`: the run, or Image Builder, says that it has failed. */
export type Doom = 'likely' | 'certain';

export interface OpenStep {
  readonly step: StepName;
  /** Milliseconds since the epoch; null where the log has no times. */
  readonly since: number | null;
}

interface Current extends OpenStep {
  exitCode: number | null;
  failed: boolean;
}

export class PassingSteps {
  #component: ComponentName | null = null;
  #phase: Phase | null = null;
  #current: Current | null = null;
  #stream: Spoken['stream'] = null;
  #time: number | null = null;
  #doom: Doom | null = null;
  #recipe: string | null = null;
  #lastSaid = '';
  /** Until what comes after Chef's failure is not its own any more. */
  #linesLeft = 0;

  /** What the line tells of steps, mostly nothing. */
  take(line: Line): readonly Passed[] {
    this.#time = line.time;
    const spoken = unwrap(line.text);
    if (spoken.body !== '') this.#lastSaid = spoken.body;
    const marker = this.#mayMark(spoken, line) ? markerOf(spoken.body) : null;
    this.#stream = marker ? null : (spoken.stream ?? this.#stream);
    if (marker) return this.#takeMarker(marker);
    this.#hear(spoken.body);
    return [];
  }

  /** The step whose command has failed, once nothing has come after it for a while. */
  settle(): readonly Passed[] {
    return this.#current?.failed ? this.#end('failed') : [];
  }

  get current(): OpenStep | null {
    return this.#current;
  }

  get doom(): Doom | null {
    return this.#doom;
  }

  get recipe(): string | null {
    return this.#recipe;
  }

  /** The last line that was not empty, without its carriers. */
  get lastSaid(): string {
    return this.#lastSaid;
  }

  /** A line that goes on with what a program printed is no marker either. */
  #mayMark({ stream }: Spoken, { continues }: Line): boolean {
    return stream === null && !(continues && this.#stream !== null);
  }

  #takeMarker(marker: Marker): readonly Passed[] {
    switch (marker.kind) {
      case 'document':
        return this.#enter({ component: marker.component });
      case 'phase':
        return this.#enter({ phase: marker.phase });
      case 'step':
        return this.#begin(marker.name);
      case 'exit-code':
        return this.#exit(marker.code);
      case 'command-failed':
        return this.#fail();
      case 'action-finished':
        return this.#current?.failed === false ? this.#end('succeeded') : [];
      case 'end':
        return this.#finishRun(marker.outcome);
      case 'workflow-step-failed':
        return this.#finishRun('failed');
      case 'image-state':
        return this.#imageState(marker.state);
      case 'workflow-step-started':
        return [{ kind: 'stage', name: marker.step }];
      case 'workflow':
      case 'action-started':
      case 'toe':
        return [];
    }
  }

  #hear(body: string): void {
    if (body.startsWith('Recipe: ')) this.#recipe = body.slice('Recipe: '.length);
    else if (CHEF_FAILED.test(body)) this.#chefFailed();
    else if (this.#linesLeft > 0) this.#goOnAfterChef();
  }

  #chefFailed(): void {
    this.#doom ??= 'likely';
    this.#linesLeft = LAST_WORDS;
  }

  /** A script may run on after Chef has failed in it. */
  #goOnAfterChef(): void {
    this.#linesLeft -= 1;
    if (this.#linesLeft === 0 && this.#doom === 'likely' && !this.#current?.failed) this.#doom = null;
  }

  #enter(place: { readonly component?: ComponentName; readonly phase?: Phase }): readonly Passed[] {
    const passed = this.#goOn();
    this.#component = place.component ?? this.#component;
    this.#phase = place.phase ?? this.#phase;
    return passed;
  }

  #begin(name: string): readonly Passed[] {
    const passed = this.#goOn();
    const step = { component: this.#component, phase: this.#phase, name };
    this.#current = { step, since: this.#time, exitCode: null, failed: false };
    this.#recipe = null;
    return [...passed, { kind: 'began', step }];
  }

  #exit(code: number): readonly Passed[] {
    if (this.#current) this.#current.exitCode = code;
    if (code !== 0 && code !== REBOOT_EXIT_CODE) return this.#fail();
    if (this.#doom === 'likely') this.#doom = null;
    return this.#end('succeeded');
  }

  #fail(): readonly Passed[] {
    if (this.#current) this.#current.failed = true;
    this.#doom ??= 'likely';
    return [];
  }

  #finishRun(outcome: 'succeeded' | 'failed'): readonly Passed[] {
    if (outcome === 'succeeded') return this.#goOn();
    this.#doom = 'certain';
    return this.#end('failed');
  }

  #imageState(state: string): readonly Passed[] {
    return state === 'FAILED' || state === 'CANCELLED' ? this.#finishRun('failed') : [];
  }

  #end(outcome: StepOutcome): readonly Passed[] {
    const ended = this.#current;
    if (ended === null) return [];
    this.#current = null;
    const { step, exitCode, since } = ended;
    const tookMs = since === null || this.#time === null ? null : this.#time - since;
    return [{ kind: 'ended', step, outcome, exitCode, tookMs }];
  }

  /** The run goes on: whatever failed before was ignored. */
  #goOn(): readonly Passed[] {
    if (this.#doom === 'likely') this.#doom = null;
    return this.#end(this.#current?.failed ? 'ignored' : 'succeeded');
  }
}

/** Lines with which Chef takes its leave: where the trace is, and the error once more. */
const LAST_WORDS = 40;

const CHEF_FAILED = /^(?:Infra Phase|(?:Chef|Cinc)(?: Infra)? Client) failed/;
