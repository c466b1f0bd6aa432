// From a request to the answer a service gives: which service, which region, which action, and the error when any of them is not there.
import type { Account } from './account/account.ts';
import { cloudFormation } from './services/cloud-formation.ts';
import { imageBuilder } from './services/image-builder.ts';
import { logs } from './services/logs.ts';
import type { Habits, Input, Service, World } from './services/service.ts';
import type { TokenBook } from './services/token-book.ts';
import { AwsError, commonError } from './wire/aws-error.ts';
import { PROTOCOLS, unknownAction, type Asked, type Reply } from './wire/protocols.ts';
import { scopeOf } from './wire/signature.ts';

/** By the service name that requests are signed for. */
const SERVICES: Readonly<Record<string, Service>> = {
  logs,
  imagebuilder: imageBuilder,
  cloudformation: cloudFormation,
};

/** A request that was understood. */
export interface Understood {
  /** As in the signature: `logs`, `imagebuilder`, `cloudformation`. */
  readonly service: string;
  readonly region: string;
  readonly action: string;
  readonly input: Input;
  readonly speaker: Service;
}

/** Finds out what a request wants. Throws the AwsError that AWS would answer. */
export function understand(asked: Asked): Understood {
  const scope = scopeOf(asked.header('authorization'));
  const speaker = SERVICES[scope?.service ?? ''];
  const protocol = speaker?.protocol ?? 'aws-json';
  if (!scope) throw commonError(protocol, 'unsigned', 'Missing Authentication Token');
  if (!speaker) throw commonError(protocol, 'unknown-action', `This recording does not hold ${scope.service}`);
  const { action, input } = PROTOCOLS[protocol].read(asked);
  if (!Object.hasOwn(speaker.actions, action)) throw unknownAction(protocol, action);
  return { ...scope, action, input, speaker };
}

/** The account as one request sees it. */
export function worldFor(
  understood: Understood,
  server: { account: Account; clock: number; tokens: TokenBook; habits: Habits },
): World {
  const { account, clock, tokens, habits } = server;
  const here = ({ region }: { region: string }) => region === understood.region;
  return {
    account,
    region: understood.region,
    now: clock,
    builds: account.builds.filter(here),
    otherStacks: account.otherStacks.filter(here),
    tokens,
    habits,
  };
}

/** What the service answers; its own errors become replies, bugs are thrown. */
export function respond(understood: Understood, world: World, requestId: string): Reply {
  const { speaker, action, input } = understood;
  const protocol = PROTOCOLS[speaker.protocol];
  try {
    return protocol.answer(speaker.actions[action]?.(input, world), { action, requestId });
  } catch (error) {
    if (error instanceof AwsError) return protocol.error(error, requestId);
    throw error;
  }
}
