// Sorts the errors of AWS, of the SDK and of the network into a few kinds of failure. Each service names its errors in its own
// way (`AccessDenied`, `AccessDeniedException`, `ForbiddenException`), and a missing stack is only a `ValidationError`.

import { isServerError, isThrottlingError, isTransientError } from '@smithy/service-error-classification';
import { isSdkError, isSilence, networkCode, type SdkError } from './sdk-error.ts';
import { HtmlAnswer } from './wire.ts';

export type FailureKind =
  'denied' | 'throttled' | 'missing' | 'late' | 'credentials' | 'no-host' | 'bad-endpoint' | 'unavailable' | 'refused';

/** A call that failed for good. `action` is the IAM action: `logs:GetLogEvents`. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly kind: FailureKind;
  readonly action: string;
  readonly region: string;

  constructor(kind: FailureKind, call: { readonly action: string; readonly region: string }, cause: Error) {
    super(plainly(cause), { cause });
    this.kind = kind;
    this.action = call.action;
    this.region = call.region;
  }
}

const CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|ProviderError|ExpiredToken(Exception)?|RequestExpired|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature(Exception)?|MissingAuthenticationToken(Exception)?|AuthFailure|NotAuthorized|OptInRequired|SubscriptionRequiredException)$/;
const DENIED = /^(AccessDenied(Exception)?|UnauthorizedOperation|ForbiddenException|AuthorizationErrorException)$/;

/** First row that holds. Credentials stand before transience: an expired signature is both, and no second try mends it. */
const RULES: readonly { readonly kind: FailureKind; readonly is: (error: SdkError) => boolean }[] = [
  { kind: 'unavailable', is: (error) => error instanceof HtmlAnswer },
  { kind: 'bad-endpoint', is: (error) => networkCode(error) === 'ERR_INVALID_URL' },
  { kind: 'credentials', is: (error) => CREDENTIALS.test(error.name) },
  { kind: 'denied', is: (error) => DENIED.test(error.name) },
  { kind: 'throttled', is: isThrottlingError },
  { kind: 'missing', is: isMissing },
  { kind: 'no-host', is: (error) => ['ENOTFOUND', 'EAI_AGAIN'].includes(networkCode(error) ?? '') },
  { kind: 'unavailable', is: (error) => isTransientError(error) || isServerError(error) },
  { kind: 'unavailable', is: (error) => error.$metadata !== undefined && error.name === 'SyntaxError' },
  { kind: 'refused', is: (error) => (error.$metadata?.httpStatusCode ?? 0) >= 400 },
];

/** The failure behind an error of the SDK, or null when the error is no answer of AWS but a mistake in this program. */
export function failureOf(
  error: Error,
  call: { readonly action: string; readonly region: string },
): CallFailure | null {
  const rule = isSdkError(error) ? RULES.find(({ is }) => is(error)) : undefined;
  return rule ? new CallFailure(rule.kind, call, error) : null;
}

function isMissing(error: SdkError): boolean {
  if (
    [
      'ResourceNotFoundException',
      'NoSuchKey',
      'NoSuchBucket',
      'InvalidAMIID.NotFound',
      'InvalidAMIID.Unavailable',
    ].includes(error.name)
  )
    return true;
  return error.name === 'ValidationError' && error.message.endsWith(' does not exist');
}

/** What the SDK says for programmers, in words for people; anything else by its first line. */
function plainly(error: Error): string {
  if (isSdkError(error) && isSilence(error)) return 'no answer in time';
  const code = isSdkError(error) ? networkCode(error) : null;
  // Node leaves the message empty when it has tried several addresses of a host.
  return PLAIN_WORDS[code ?? ''] ?? (oneLine(error.message) || code || error.name);
}

const PLAIN_WORDS: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
};

/** SDK messages span lines and carry hints for programmers; the first line says it. */
export function oneLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').trim();
}
