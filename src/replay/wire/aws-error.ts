// The errors a service answers with. AWS says the same thing with another code and another status in each protocol, and clients
// tell them apart by exactly these: CloudFormation's `Throttling` is CloudWatch's `ThrottlingException` and Image Builder's 429.

export type Protocol = 'aws-json' | 'rest-json' | 'query' | 'rest-xml' | 'ec2-query';

/** An answer that is an error; `status` is the HTTP status. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Members of the error besides its message. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, { status = 400, ...members }: ErrorDetail = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

interface ErrorDetail extends Readonly<Record<string, unknown>> {
  readonly status?: number;
}

type Common = 'throttled' | 'denied' | 'expired' | 'unknown-action' | 'unsigned';

const COMMON: Record<Protocol, Record<Common, readonly [code: string, status: number]>> = {
  'aws-json': {
    throttled: ['ThrottlingException', 400],
    denied: ['AccessDeniedException', 400],
    expired: ['ExpiredTokenException', 400],
    'unknown-action': ['UnknownOperationException', 400],
    unsigned: ['MissingAuthenticationTokenException', 400],
  },
  'rest-json': {
    throttled: ['CallRateLimitExceededException', 429],
    denied: ['AccessDeniedException', 403],
    expired: ['ExpiredTokenException', 403],
    'unknown-action': ['UnknownOperationException', 404],
    unsigned: ['MissingAuthenticationTokenException', 403],
  },
  query: {
    throttled: ['Throttling', 400],
    denied: ['AccessDenied', 403],
    expired: ['ExpiredToken', 403],
    'unknown-action': ['InvalidAction', 400],
    unsigned: ['MissingAuthenticationToken', 403],
  },
  'ec2-query': {
    throttled: ['RequestLimitExceeded', 503],
    denied: ['UnauthorizedOperation', 403],
    expired: ['RequestExpired', 400],
    'unknown-action': ['InvalidAction', 400],
    unsigned: ['AuthFailure', 401],
  },
  'rest-xml': {
    throttled: ['SlowDown', 503],
    denied: ['AccessDenied', 403],
    expired: ['ExpiredToken', 400],
    'unknown-action': ['MethodNotAllowed', 405],
    unsigned: ['AccessDenied', 403],
  },
};

/** An error that every service knows, in the words of the protocol. */
export function commonError(protocol: Protocol, kind: Common, message: string): AwsError {
  const [code, status] = COMMON[protocol][kind];
  return new AwsError(code, message, { status });
}
