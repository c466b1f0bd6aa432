// What a failed call means to the person who waits: a gap to report, or trouble to mend, in the same words.

import type { Gap } from '../../model/evidence.ts';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import type { CallFailure, FailureKind } from './failures.ts';

interface Meaning {
  readonly says: (failure: CallFailure) => string;
  readonly toTry: (failure: CallFailure) => string;
  readonly exitCode: ExitCode;
}

const MEANINGS: Readonly<Record<FailureKind, Meaning>> = {
  denied: {
    says: ({ action, message }) => `${action} was denied: ${message}`,
    toTry: ({ action }) => `allow ${action} for your user or role, then run again`,
    exitCode: EXIT.credentials,
  },
  throttled: {
    says: ({ action }) => `${action} was throttled until the attempts ran out`,
    toTry: () => 'run again in a few minutes, when the account makes fewer calls to this API',
    exitCode: EXIT.unavailable,
  },
  missing: {
    says: ({ action, message }) => `${action} found nothing: ${message}`,
    toTry: () => 'check the name and the region',
    exitCode: EXIT.notFound,
  },
  late: {
    says: ({ action }) => `${action} was not answered within the time for the whole run`,
    toTry: () => 'run again with a larger --timeout',
    exitCode: EXIT.unavailable,
  },
  credentials: {
    says: ({ message }) => `AWS does not accept the credentials: ${message}`,
    toTry: credentialsAdvice,
    exitCode: EXIT.credentials,
  },
  'no-host': {
    says: ({ message, region }) => `no host answers for region ${region}: ${message}`,
    toTry: ({ region }) => `check that ${region} is a region of AWS, and the network (DNS, proxy)`,
    exitCode: EXIT.unavailable,
  },
  'bad-endpoint': {
    says: ({ message }) => `the endpoint is not a URL: ${message}`,
    toTry: () => 'check AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_<SERVICE> and endpoint_url in ~/.aws/config',
    exitCode: EXIT.usage,
  },
  unavailable: {
    says: ({ action, message }) => `${action} got no answer from AWS: ${message}`,
    toTry: () => 'check the network and any proxy between here and AWS, then run again',
    exitCode: EXIT.unavailable,
  },
  refused: {
    says: ({ action, message }) => `${action} was refused: ${message}`,
    toTry: () => 'check the region and the endpoint',
    exitCode: EXIT.unavailable,
  },
};

/** A gap that names the call and what would show what could not be seen. `what`: "the stack events". */
export function gapOf(failure: CallFailure, what: string): Gap {
  const meaning = MEANINGS[failure.kind];
  return { what, why: meaning.says(failure), toSeeIt: meaning.toTry(failure) };
}

/** The failure as something the user can mend, with its exit code. */
export function troubleOf(failure: CallFailure): Trouble {
  const meaning = MEANINGS[failure.kind];
  return new Trouble(meaning.says(failure), {
    exitCode: failure.kind === 'no-host' && !REGION_FORM.test(failure.region) ? EXIT.notFound : meaning.exitCode,
    toTry: meaning.toTry(failure),
    cause: failure,
  });
}

/** `us-east-1`, `us-gov-west-1`, `eu-isoe-west-1`: the form of every region; what has another form certainly is none. */
const REGION_FORM = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** What to do about credentials that are missing, expired or wrong; `message` is the SDK's own text. */
export function credentialsAdvice({ message }: { readonly message: string }): string {
  if (/aws sso login/.test(message))
    return 'log in as the message says (with --profile, if you use one), then run again';
  if (/expired|earlier than|not yet current/i.test(message))
    return "get fresh credentials and check this machine's clock, then run again";
  return 'set AWS_PROFILE or pass --profile; `aws sts get-caller-identity` shows whether it works';
}
