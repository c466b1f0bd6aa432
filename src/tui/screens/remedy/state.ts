// The remedies of a build, and which of their commands and addresses is chosen.

export interface RemedyState {
  /** Which of what can be copied. */
  readonly chosen: number;
  /** First line shown. */
  readonly top: number;
}

export const NO_REMEDY: RemedyState = { chosen: 0, top: 0 };
