// `state.failureContext` of GetImage: which workflow step failed and, for a component, its phase, step and action. All of it is
// optional text of a service that is newer than the SDK, so nothing is taken for granted.

import { isObject, parsedJson } from '../json.ts';

export interface FailureContext {
  /** Workflow step: `ApplyBuildComponents`. */
  readonly failedStep: string | null;
  readonly stepExecutionId: string | null;
  readonly component: ComponentFailure | null;
  /** Messages about the distribution of the finished AMI, each with its region where it is known. */
  readonly distribution: readonly string[];
}

interface ComponentFailure {
  readonly arn: string | null;
  readonly phase: string | null;
  readonly step: string | null;
  readonly action: string | null;
  readonly message: string | null;
}

/** The failure context in the raw body of a GetImage answer; null where there is none. */
export function failureContextIn(body: string): FailureContext | null {
  const context = member(member(member(parsedJson(body), 'image'), 'state'), 'failureContext');
  if (!isObject(context)) return null;
  return {
    failedStep: text(context, 'failedStep'),
    stepExecutionId: text(context, 'stepExecutionId'),
    component: componentFailure(member(context, 'componentFailure')),
    distribution: distributionMessages(member(context, 'distributionFailure')),
  };
}

function componentFailure(failure: unknown): ComponentFailure | null {
  if (!isObject(failure)) return null;
  return {
    arn: text(failure, 'componentArn'),
    phase: text(failure, 'phaseName'),
    step: text(failure, 'stepName'),
    action: text(failure, 'action'),
    message: text(failure, 'errorMessage'),
  };
}

function distributionMessages(failure: unknown): string[] {
  const regions = member(failure, 'regionFailures');
  const told = [text(failure, 'errorMessage'), ...(Array.isArray(regions) ? regions.map(regionMessage) : [])];
  return told.filter((message) => message !== null);
}

function regionMessage(failure: unknown): string | null {
  const message = text(failure, 'errorMessage');
  const place = ['region', 'status', 'imageConfigurationStep']
    .map((key) => text(failure, key))
    .filter((part) => part !== null);
  return message && place.length > 0 ? `${place.join(' ')}: ${message}` : message;
}

function member(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function text(value: unknown, key: string): string | null {
  const found = member(value, key);
  return typeof found === 'string' && found !== '' ? found : null;
}
