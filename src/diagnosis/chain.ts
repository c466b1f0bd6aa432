// The chain from root to symptom, so that the line people usually see ("Document … failed!") is explained by the one that matters.

import type { ChainLink } from '../model/diagnosis.ts';
import type { RunEvent } from '../model/run.ts';
import type { Judged, Judgement } from './judge.ts';
import { quote, type Quoting } from './quotes.ts';
import type { Spine } from './spine.ts';

interface Links extends Quoting {
  readonly spine: Spine;
  readonly judgement: Judgement;
}

/** Everything between the root cause and the stack, innermost first. `root` is the first link. */
export function chainOf(root: ChainLink, links: Links): ChainLink[] {
  return [
    root,
    ...consequences(links),
    ...chef(links),
    ...step(links),
    ...toe(links),
    ...workflow(links),
    ...stack(links),
  ];
}

function consequences({ judgement, ...quoting }: Links): ChainLink[] {
  return judgement.consequences.map(({ match }: Judged) => ({
    layer: match.pattern.layer,
    what: match.pattern.title,
    evidence: [quote(quoting, match.at, 'consequence')],
  }));
}

function chef({ spine, ...quoting }: Links): ChainLink[] {
  const { chef: failure } = spine;
  if (!failure) return [];
  const exit = failure.exitCode === null ? '' : `, exit code ${failure.exitCode}`;
  const what = failure.resource ? `${failure.resource} failed${exit}` : `the Chef run failed${exit}`;
  const around = failure.outer.length > 0 ? `, and with it ${failure.outer.join(', ')}` : '';
  const title = quoting.run.events.slice(failure.from, failure.from + 2).find((event) => /[A-Za-z]/.test(event.body));
  return [
    { layer: 'chef', what: `${what}${around}`, evidence: [quote(quoting, title?.at ?? failure.from, 'consequence')] },
  ];
}

function step({ spine, ...quoting }: Links): ChainLink[] {
  const failed = spine.step;
  if (failed?.outcome !== 'failed') return [];
  const exit = failed.exitCode === null ? 'failed' : `exited ${failed.exitCode}`;
  const marker = quoting.run.events
    .slice(failed.from, failed.to + 1)
    .findLast((event) => event.channel === 'toe' && event.body.startsWith('ExitCode '));
  return [
    {
      layer: 'component',
      what: `step ${failed.name ?? '(its opening line was not read)'} ${exit}`,
      evidence: marker ? [quote(quoting, marker.at, 'consequence')] : [],
    },
  ];
}

function toe(links: Links): ChainLink[] {
  return linkWhere(links, 'awstoe', 'AWSTOE stopped the run', (event) =>
    event.body.startsWith('TOE has completed execution with failure'),
  );
}

function workflow(links: Links): ChainLink[] {
  const { workflowStep } = links.run;
  if (workflowStep === null) return [];
  return linkWhere(links, 'image-builder', `workflow step ${workflowStep} failed`, (event) =>
    event.body.startsWith(`Action failed for step ${workflowStep}`),
  );
}

function stack(links: Links): ChainLink[] {
  return linkWhere(
    links,
    'stack',
    'CloudFormation gave up the stack',
    (event) => event.channel === 'stack' && /^\w+_FAILED\b/.test(event.line.text),
  );
}

function linkWhere(links: Links, layer: string, what: string, is: (event: RunEvent) => boolean): ChainLink[] {
  const event = links.run.events.findLast(is);
  return event ? [{ layer, what, evidence: [quote(links, event.at, 'consequence')] }] : [];
}
