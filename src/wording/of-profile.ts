// How regions and builds are told apart where the accounts of several profiles are asked in one run.

/** `us-east-1 (research)`; without a profile the name alone. */
export function ofProfile(name: string, profile: string | null): string {
  return profile === null ? name : `${name} (${profile})`;
}
