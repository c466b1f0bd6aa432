// How strongly a line says that something failed.

/**
 * `exhausted`: a resource of the machine ran out, and other errors follow from that; `statement`: a program says in its own form what
 * went wrong; `detail`: words of an error in free text; `worry`: a warning or a prompt; `wrapper`: says only that something else failed.
 */
export type Strength = 'exhausted' | 'statement' | 'detail' | 'worry' | 'wrapper';

export interface Complaint {
  readonly strength: Strength;
  /** Who speaks: `apt`, `gcc`, `Chef`, … */
  readonly speaker: string;
}
