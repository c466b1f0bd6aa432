// What can go wrong between a client and AWS, on demand: the server's tests and the doctor's tests ask for it by action and resource.

import { Quota } from './quota.ts';
import { AwsError, commonError, type Protocol } from './wire/aws-error.ts';

export type Fault =
  | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'deny' }
  | { readonly kind: 'expired-token' }
  /** The service itself fails, in its own protocol. */
  | { readonly kind: 'service-error' }
  /** A proxy on the way answers with a page for people. */
  | { readonly kind: 'html'; readonly status?: number }
  /** Half of the answer arrives, then the connection is reset. */
  | { readonly kind: 'reset' }
  /** As many as the account may have are open already. */
  | { readonly kind: 'limit' }
  /** An answer that goes on ends with an exception once it has begun. */
  | { readonly kind: 'break-session' }
  /** Nothing arrives, ever. */
  | { readonly kind: 'hang' };

/** A fault and whom it strikes; without `times` it lasts. */
export interface FaultRule {
  /** `GetLogEvents`, or `*` for every one. */
  readonly action: string;
  /** An image id, stack or group, as the end of a part of the ARN: `hpc-007`. Calls that name nothing, such as lists, go free. */
  readonly resource?: string;
  /** A quota: strikes only the calls of a region beyond so many within a second. */
  readonly perSecond?: number;
  readonly fault: Fault;
  readonly times?: number;
}

/** A request, as rules see it. */
export interface Call {
  readonly action: string;
  readonly region: string;
  /** The ARN that a denial would name. */
  readonly resource: string;
}

interface Force {
  readonly rule: FaultRule;
  readonly quota: Quota | null;
  left: number;
}

/** The rules in force, used up as they strike. */
export class Faults {
  #rules: Force[] = [];

  add(rule: FaultRule): void {
    const quota = rule.perSecond === undefined ? null : new Quota(rule.perSecond);
    this.#rules.push({ rule, quota, left: rule.times ?? Infinity });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that strikes this request, if any; the rule that was added first wins. */
  strike(call: Call): Fault | null {
    const struck = this.#rules.find(
      ({ rule, quota, left }) => left > 0 && isMeant(rule, call) && !(quota?.admits(call.region) ?? false),
    );
    if (!struck) return null;
    struck.left -= 1;
    return struck.rule.fault;
  }
}

function isMeant(rule: FaultRule, { action, resource }: Call): boolean {
  return (
    (rule.action === '*' || rule.action === action) && (rule.resource === undefined || names(resource, rule.resource))
  );
}

/** The name in an image's ARN is lower-case and, as that of its log group, follows a prefix and a hyphen. */
function names(arn: string, resource: string): boolean {
  const wanted = resource.toLowerCase();
  const parts = arn.toLowerCase().split(/[:/]/);
  return arn === resource || parts.some((part) => part === wanted || part.endsWith(`-${wanted}`));
}

const WHO = 'arn:aws:sts::111122223333:assumed-role/BuildReader/session';

interface Struck {
  readonly protocol: Protocol;
  readonly iamAction: string;
  readonly resource: string;
}

/** Null for faults that are no answer of AWS. */
const ERRORS: Readonly<Record<Fault['kind'], ((on: Struck) => AwsError) | null>> = {
  throttle: ({ protocol }) => commonError(protocol, 'throttled', 'Rate exceeded'),
  deny: (on) => commonError(on.protocol, 'denied', denial(on)),
  'expired-token': ({ protocol }) =>
    commonError(protocol, 'expired', 'The security token included in the request is expired'),
  'service-error': () =>
    new AwsError('ServiceUnavailableException', 'The service is unavailable. Please try again.', { status: 503 }),
  limit: () => new AwsError('LimitExceededException', 'The maximum number of concurrent sessions was reached.'),
  'break-session': null,
  html: null,
  reset: null,
  hang: null,
};

/** The error AWS would send for a fault, or null for faults that are no answer of AWS. */
export function faultError(fault: Fault, on: Struck): AwsError | null {
  return ERRORS[fault.kind]?.(on) ?? null;
}

function denial({ iamAction, resource }: Struck): string {
  const who = `User: ${WHO} is not authorized to perform: ${iamAction} on resource: ${resource}`;
  return `${who} because no identity-based policy allows the ${iamAction} action`;
}

/** The page of a proxy, as HTML. */
export function proxyPage(status: number): string {
  const title = `${status} ${status === 502 ? 'Bad Gateway' : 'Internal Server Error'}`;
  const page = [`<head><title>${title}</title></head>`, `<body><h1>${title}</h1><hr>nginx</body>`];
  return `<html>\r\n${page.join('\r\n')}\r\n</html>\r\n`;
}
