// The shape of an error of the AWS SDK, as its own classification package understands it.

import type { isThrottlingError } from '@smithy/service-error-classification';

export type SdkError = Parameters<typeof isThrottlingError>[0];

/** True for every error that the classification may be asked about. */
export function isSdkError(error: unknown): error is SdkError {
  return error instanceof Error && (error.cause === undefined || error.cause instanceof Error);
}

/** `ECONNRESET` and the like, of errors that come from the network. */
export function networkCode(error: SdkError): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** A request or connection timeout of the SDK; it gives resets the same name, but those carry another code. */
export function isSilence(error: SdkError): boolean {
  return error.name === 'TimeoutError' && [null, 'ETIMEDOUT'].includes(networkCode(error));
}
