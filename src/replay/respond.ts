// From a request to the answer a service gives: which service, which region, which action, and the error when any of them is
// not there.

import type { Account } from './account/account.ts';
import type { Clock } from './clock.ts';
import { cloudFormation } from './services/cloud-formation.ts';
import { ec2 } from './services/ec2.ts';
import { imageBuilder } from './services/image-builder.ts';
import { logs } from './services/logs.ts';
import { s3 } from './services/s3.ts';
import type { Habits, Input, Service, World } from './services/service.ts';
import type { QueryBook } from './services/insights/queries.ts';
import type { TokenBook } from './services/token-book.ts';
import { AwsError, commonError, type Protocol } from './wire/aws-error.ts';
import { PROTOCOLS, type Asked, type Reply } from './wire/protocols.ts';
import { scopeOf } from './wire/signature.ts';

/** By the service name that requests are signed for. */
const SERVICES: Readonly<Record<string, Service>> = {
  logs,
  imagebuilder: imageBuilder,
  cloudformation: cloudFormation,
  s3,
  ec2,
};

/** What a request wants, as far as it can be told. */
export interface Understood {
  /** As in the signature: `logs`, `imagebuilder`, `cloudformation`, `s3`; `unsigned` without one. */
  readonly service: string;
  readonly region: string;
  readonly action: string;
  readonly input: Input;
  readonly protocol: Protocol;
  /** Null for a service that this server does not have. */
  readonly speaker: Service | null;
}

export function understand(asked: Asked): Understood {
  const { service, region } = scopeOf(asked.header('authorization')) ?? { service: 'unsigned', region: 'none' };
  const speaker = SERVICES[service] ?? null;
  const protocol = speaker?.protocol ?? protocolOf(asked);
  return { service, region, protocol, speaker, ...PROTOCOLS[protocol].read(asked) };
}

/** Which protocol a stranger speaks, by the looks of the request. */
function protocolOf(asked: Asked): Protocol {
  if (asked.header('x-amz-target')) return 'aws-json';
  return asked.header('content-type').startsWith('application/x-www-form-urlencoded') ? 'query' : 'rest-json';
}

/** Why a request gets nowhere near a service, or null when it does. */
export function refusal({ service, protocol, speaker, action }: Understood): AwsError | null {
  if (service === 'unsigned') return commonError(protocol, 'unsigned', 'Missing Authentication Token');
  if (!speaker) return commonError(protocol, 'unknown-action', `This recording does not hold ${service}`);
  if (Object.hasOwn(speaker.actions, action)) return null;
  return commonError(protocol, 'unknown-action', `Could not find operation ${action || '(none)'}`);
}

/** The account as one request sees it. */
export function worldFor(
  understood: Understood,
  server: { account: Account; clock: Clock; tokens: TokenBook; queries: QueryBook; habits: Habits },
): World {
  const { account, clock, tokens, queries, habits } = server;
  const here = ({ region }: { region: string }) => region === understood.region;
  return {
    account,
    region: understood.region,
    now: clock.now,
    clock,
    builds: account.builds.filter(here),
    otherStacks: account.otherStacks.filter(here),
    tokens,
    queries,
    habits,
  };
}

/** What the service answers; its own errors become replies, bugs are thrown. */
export function respond(understood: Understood, world: World, requestId: string): Reply {
  const { speaker, action, input } = understood;
  const protocol = PROTOCOLS[understood.protocol];
  try {
    const refused = refusal(understood);
    if (refused) throw refused;
    return protocol.answer(speaker?.actions[action]?.(input, world), { action, requestId });
  } catch (error) {
    if (error instanceof AwsError) return protocol.error(error, requestId);
    throw error;
  }
}
