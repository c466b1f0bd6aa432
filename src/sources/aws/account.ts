// One AWS account in one region, ready to be asked. Credentials come from the SDK's own chain, once for all clients; each client
// is loaded on its first use, because the three together cost a fifth of a second. Nothing here can change anything in AWS.

import PQueue from 'p-queue';
import type { OnProgress } from '../../model/progress.ts';
import type { CloudFormation } from './cloudformation.ts';
import type { CloudWatchLogs } from './cloudwatch-logs.ts';
import type { Ec2 } from './ec2.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { findCredentials, SILENT, type CredentialProvider } from './credentials.ts';
import { CallFailure, failureOf } from './failures.ts';
import type { ImageBuilder } from './image-builder.ts';
import type { OpenTail } from './live-tail.ts';
import { endpointSettings, type EndpointSettings, type Service } from './profile.ts';
import { findRegion } from './region.ts';
import type { ObjectStore } from './s3.ts';
import { REAL_PACE, retrying, type Pace } from './retry.ts';

export interface ConnectOptions {
  readonly region?: string | undefined;
  /** Instead of AWS_PROFILE, or the default one. */
  readonly profile?: string | undefined;
  /** Whether other profiles are asked in the same run, so that what is said of this account has to name its own. */
  readonly isOneOfSeveral?: boolean | undefined;
  /** One endpoint for all services. Without it the SDK honours AWS_ENDPOINT_URL and its kin. */
  readonly endpoint?: string | undefined;
  /** Instead of the SDK's chain: for a recorded account, which must not see real keys. */
  readonly credentials?: Keys | undefined;
  /** Ends every call and wait. Aborted by a timeout (reason TimeoutError) it leaves gaps, otherwise it ends the run. */
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** Where the region is looked up; the SDK itself always reads process.env. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  readonly pace?: Pace | undefined;
  readonly timeouts?: Timeouts | undefined;
  /** What was read of builds that are over is kept there and taken from there. */
  readonly store?: EvidenceStore | undefined;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Timeouts {
  readonly connectMs: number;
  /** For the first byte of an answer, and for each silence within it. */
  readonly requestMs: number;
}

/** Calls AWS under the retry layer. Throws CallFailure when the call failed for good. `action` is the IAM action. */
export type Ask = <T>(action: string, send: (abortSignal: AbortSignal) => Promise<T>) => Promise<T>;

export interface AwsAccount {
  readonly region: string;
  /** Null where it is the only one of the run: nothing that is said names it then. */
  readonly profile: string | null;
  readonly store: EvidenceStore | undefined;
  /** Who is asked, as text: AWS, or a server in its place. Call it when CloudFormation has answered. */
  readonly whom: () => Promise<string>;
  readonly onProgress: OnProgress;
  /** Resolves after so many milliseconds, or when the run is over: the next call then says so. */
  readonly pause: (ms: number) => Promise<void>;
  readonly cloudFormation: () => Promise<CloudFormation>;
  readonly imageBuilder: () => Promise<ImageBuilder>;
  readonly logs: () => Promise<CloudWatchLogs>;
  readonly liveTail: () => Promise<OpenTail>;
  readonly ec2: () => Promise<Ec2>;
  readonly objects: () => Promise<ObjectStore>;
}

/** The SDK sets no timeouts of its own. A page of 1 MB takes a second or two on a slow line. */
const TIMEOUTS: Timeouts = { connectMs: 5_000, requestMs: 30_000 };

/**
 * CloudWatch Logs answers as few as 10 calls a second, Image Builder publishes no rate: a few at a time is polite and enough. No rate is kept
 * in front of them: over 200 builds against a quota of 10, waiting for a turn took as long as being throttled and asking again, and where
 * the quota is higher it took longer.
 */
const CALLS_AT_ONCE = 4;

/** Finds region and credentials. Throws Trouble when there are none. No call to CloudFormation, Image Builder or Logs is made yet. */
export async function connect(options: ConnectOptions): Promise<AwsAccount> {
  const { profile, endpoint, environment = process.env } = options;
  // On Node 20 the SDK prints ten lines about its own future before the first answer.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const region = await findRegion(options.region, { profile, environment });
  const http = requestHandlerOptions(options.timeouts ?? TIMEOUTS);
  const credentials = options.credentials ?? (await findCredentials({ profile, region, http, signal: options.signal }));
  const settings = async (service: Service) => {
    const at = endpoint === undefined ? await endpointSettings(service, profile) : { endpoint };
    return clientSettings({ region, profile, http, credentials, at });
  };
  const ask = asker(region, options);
  const cloudFormation = once(async () =>
    (await import('./cloudformation.ts')).cloudFormation(await settings('cloudformation'), ask),
  );
  return {
    region,
    profile: options.isOneOfSeveral ? (profile ?? null) : null,
    store: options.store,
    onProgress: options.onProgress,
    pause: pauser(options),
    whom: async () => JSON.stringify([(await cloudFormation()).host(), whomToAsk(environment, profile)]),
    cloudFormation,
    imageBuilder: once(async () =>
      (await import('./image-builder.ts')).imageBuilder(await settings('imagebuilder'), ask),
    ),
    ec2: once(async () => (await import('./ec2.ts')).ec2(await settings('ec2'), ask)),
    objects: once(async () => (await import('./s3.ts')).objectStore(await settings('s3'), ask)),
    liveTail: once(async () => (await import('./live-tail.ts')).liveTail(await settings('cloudwatch_logs'), ask)),
    logs: once(async () =>
      (await import('./cloudwatch-logs.ts')).cloudWatchLogs(await settings('cloudwatch_logs'), ask),
    ),
  };
}

function requestHandlerOptions({ connectMs, requestMs }: Timeouts) {
  return {
    connectionTimeout: connectMs,
    requestTimeout: requestMs,
    socketTimeout: requestMs,
    throwOnRequestTimeout: true,
  };
}

export type ClientSettings = ReturnType<typeof clientSettings>;

function clientSettings(of: {
  region: string;
  profile: string | undefined;
  http: ReturnType<typeof requestHandlerOptions>;
  credentials: Keys | CredentialProvider;
  at: Partial<EndpointSettings>;
}) {
  return {
    region: of.region,
    ...(of.profile && { profile: of.profile }),
    credentials: of.credentials,
    ...of.at,
    maxAttempts: 1,
    logger: SILENT,
    requestHandler: of.http,
  };
}

function asker(region: string, { signal, onProgress, pace = REAL_PACE }: ConnectOptions): Ask {
  const queue = new PQueue({ concurrency: CALLS_AT_ONCE });
  return async (action, send) => {
    const call = action.slice(action.indexOf(':') + 1);
    try {
      return await queue.add(() => retrying(() => send(signal), { call, signal, onProgress, pace }));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw signal.aborted ? whyAborted(signal, { action, region }) : (failureOf(error, { action, region }) ?? error);
    }
  };
}

function pauser({ signal, pace = REAL_PACE }: ConnectOptions): AwsAccount['pause'] {
  return async (ms) => {
    try {
      await pace.sleep(ms, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
}

function whyAborted(signal: AbortSignal, call: { action: string; region: string }): unknown {
  const reason: unknown = signal.reason;
  return reason instanceof Error && reason.name === 'TimeoutError' ? new CallFailure('late', call, reason) : reason;
}

/** Services may each have an endpoint of their own, by variables or in the profile. */
function whomToAsk(environment: NodeJS.ProcessEnv, profile: string | undefined) {
  const asked: NodeJS.ProcessEnv = { ...environment, ...(profile && { AWS_PROFILE: profile }) };
  const names = Object.keys(asked).filter((name) => /^AWS_(?:ENDPOINT_URL|PROFILE|CONFIG_FILE)/.test(name));
  return names.sort().map((name) => [name, asked[name]] as const);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
