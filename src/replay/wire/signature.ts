// What a signature says besides who signed: service and region, in its credential scope. Signatures are not verified here, but an
// unsigned request is refused as AWS refuses it.

const SCOPE = /Credential=[^/,\s]+\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/;

export interface Scope {
  readonly region: string;
  /** `logs`, `imagebuilder`, `cloudformation`. */
  readonly service: string;
}

/** Region and service of an Authorization header, or null where there is no signature. */
export function scopeOf(authorization: string): Scope | null {
  const [, region, service] = SCOPE.exec(authorization) ?? [];
  return region !== undefined && service !== undefined ? { region, service } : null;
}
