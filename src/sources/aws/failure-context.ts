// `state.failureContext` of GetImage: which workflow step failed and, for a component, its phase, step and action. All of it is
// optional text of a service that is newer than the SDK, so nothing is taken for granted.

import { isObject, memberOf, parsedJson, textOf } from '../json.ts';

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
  const context = memberOf(memberOf(memberOf(parsedJson(body), 'image'), 'state'), 'failureContext');
  if (!isObject(context)) return null;
  return {
    failedStep: textOf(context, 'failedStep'),
    stepExecutionId: textOf(context, 'stepExecutionId'),
    component: componentFailure(memberOf(context, 'componentFailure')),
    distribution: distributionMessages(memberOf(context, 'distributionFailure')),
  };
}

function componentFailure(failure: unknown): ComponentFailure | null {
  if (!isObject(failure)) return null;
  return {
    arn: textOf(failure, 'componentArn'),
    phase: textOf(failure, 'phaseName'),
    step: textOf(failure, 'stepName'),
    action: textOf(failure, 'action'),
    message: textOf(failure, 'errorMessage'),
  };
}

function distributionMessages(failure: unknown): string[] {
  const regions = memberOf(failure, 'regionFailures');
  const told = [textOf(failure, 'errorMessage'), ...(Array.isArray(regions) ? regions.map(regionMessage) : [])];
  return told.filter((message) => message !== null);
}

function regionMessage(failure: unknown): string | null {
  const message = textOf(failure, 'errorMessage');
  const place = ['region', 'status', 'imageConfigurationStep']
    .map((key) => textOf(failure, key))
    .filter((part) => part !== null);
  return message && place.length > 0 ? `${place.join(' ')}: ${message}` : message;
}
