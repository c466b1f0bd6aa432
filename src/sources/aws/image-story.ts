// What Image Builder tells of the image: its state with the reason, and in words of the service which component and step failed.
// For a component's script it only says `exit status 1`; for everything before and after the scripts it is often the only witness.

import type { FailureContext } from './failure-context.ts';
import { physicalLines, type LooseLine } from './physical-lines.ts';

/** What is read of an image of Image Builder. */
export interface TellingImage {
  readonly arn?: string | undefined;
  readonly state?: { readonly status?: string | undefined; readonly reason?: string | undefined } | undefined;
  readonly osVersion?: string | undefined;
  readonly imageRecipe?: { readonly parentImage?: string | undefined } | undefined;
  readonly infrastructureConfiguration?: { readonly instanceTypes?: readonly string[] | undefined } | undefined;
  readonly loggingConfiguration?: { readonly logGroupName?: string | undefined } | undefined;
}

interface ToldImage {
  readonly image: TellingImage | undefined;
  readonly failureContext: FailureContext | null;
}

export interface ImageStory {
  readonly lines: readonly LooseLine[];
  readonly status: string | null;
  readonly reason: string | null;
  /** Newer Image Builder may log elsewhere and says so. */
  readonly logGroup: string | null;
  /** Set when a step of the service itself failed, not a component: then the step knows more than the image. */
  readonly failedStepExecution: string | null;
  readonly image: TellingImage | undefined;
}

/** The story of a GetImage answer. */
export function imageStory({ image, failureContext }: ToldImage): ImageStory {
  const reason = image?.state?.reason ?? null;
  const sayings = [reason, ...(failureContext ? contextSayings(failureContext) : [])].filter((text) => text !== null);
  return {
    lines: sayings.flatMap((text, index) => physicalLines({ witness: 'image', ordinal: index + 1, time: null, text })),
    status: image?.state?.status ?? null,
    reason,
    logGroup: image?.loggingConfiguration?.logGroupName ?? null,
    failedStepExecution: failureContext && !failureContext.component ? failureContext.stepExecutionId : null,
    image,
  };
}

/** `failed in ApplyBuildComponents`, `failed in arn:…:component/…/3.4.1/1 build UpdateOS ExecuteBash: <message, verbatim>` */
function contextSayings({ failedStep, component, distribution }: FailureContext): string[] {
  const place =
    component && [component.arn, component.phase, component.step, component.action].filter(Boolean).join(' ');
  return [
    ...(failedStep ? [`failed in ${failedStep}`] : []),
    ...(component ? [`failed in ${place}${component.message ? `: ${component.message}` : ''}`] : []),
    ...distribution,
  ];
}
