// Credentials by the SDK's own chain (environment, profiles, SSO, credential_process, web identity, containers, instances),
// resolved once before any client exists: three clients would otherwise ask SSO or STS three times, and "no credentials" would
// look like three failed calls.

import type { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { isTransientError } from '@smithy/service-error-classification';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { oneLine } from './failures.ts';
import { credentialsAdvice } from './meanings.ts';
import { endpointSettings, isProfile } from './profile.ts';
import { isSdkError } from './sdk-error.ts';

/** Keeps the SDK from printing: it warns on the console wherever it is given no logger. */
export const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

export type CredentialProvider = ReturnType<typeof fromNodeProviderChain>;

/** A provider that has answered once and refreshes what expires. Throws Trouble when there are no credentials. */
export async function findCredentials(asked: Asked): Promise<CredentialProvider> {
  const { profile, signal } = asked;
  // The chain would go on without it, to whatever the machine or the container itself may do.
  if (profile !== undefined && !(await isProfile(profile))) throw noSuchProfile(profile);
  const provider = await providerOf(asked);
  try {
    await beforeAbort(provider(), signal);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw signal.aborted ? notInTime(error) : noCredentials(error);
  }
  return provider;
}

interface Asked {
  /** Instead of that in the environment. */
  readonly profile: string | undefined;
  readonly region: string;
  readonly http: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

async function providerOf({ profile, region, http }: Asked): Promise<CredentialProvider> {
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const client = { requestHandler: http, logger: SILENT };
  const [sso, sts] = await Promise.all([endpointSettings('sso', profile), endpointSettings('sts', profile)]);
  return fromNodeProviderChain({
    ...(profile && { profile }),
    // Without the region, which SSO would take instead of its own.
    clientConfig: { ...client, ...sso },
    parentClientConfig: { region },
    roleAssumer: (masterCredentials, params) =>
      fromTemporaryCredentials({ masterCredentials, params, clientConfig: { ...client, ...sts, region } })(),
    logger: SILENT,
    // Without the files as this process read them before: credentials may have been renewed since.
    ignoreCache: true,
  });
}

function noSuchProfile(profile: string): Trouble {
  return new Trouble(`no AWS credentials: there is no profile ${profile}`, {
    exitCode: EXIT.credentials,
    toTry: '`aws configure list-profiles` shows those that are there',
  });
}

function noCredentials(cause: Error): Trouble {
  const unreachable = isSdkError(cause) && isTransientError(cause);
  return new Trouble(`no AWS credentials: ${oneLine(cause.message)}`, {
    exitCode: unreachable ? EXIT.unavailable : EXIT.credentials,
    toTry: unreachable ? 'check the network, then run again' : credentialsAdvice(cause),
    cause,
  });
}

/** What the signal was aborted with, unless that was the end of the time for the run. */
function notInTime(reason: Error): Error {
  if (reason.name !== 'TimeoutError') return reason;
  return new Trouble('no AWS credentials: whoever provides them did not answer in time', {
    exitCode: EXIT.unavailable,
    toTry: 'check the credential_process or SSO settings of the profile',
    cause: reason,
  });
}

/** The provider takes no signal, and a credential_process may hang for ever. */
async function beforeAbort<T>(waiting: Promise<T>, signal: AbortSignal): Promise<T> {
  const gone = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: gone.signal });
  });
  signal.throwIfAborted();
  return Promise.race([waiting, aborted]).finally(() => gone.abort());
}
