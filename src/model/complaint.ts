// How strongly a line says that something failed.

/**
 * `exhausted`: a resource of the machine ran out, and other errors follow from that; `statement`: a program says in its own form what
 * went wrong; `report`: it says that something it ran or built failed, and leaves the reason to others; `message`: a program's name and
 * words of an error; `detail`: words of an error in free text; `hint`: words that may be those of an error; `worry`: a warning or a
 * prompt; `wrapper`: says only that something else failed.
 */
export type Strength = 'exhausted' | 'statement' | 'report' | 'message' | 'detail' | 'hint' | 'worry' | 'wrapper';

export interface Complaint {
  readonly strength: Strength;
  /** Who speaks: `apt`, `gcc`, `Chef`, … */
  readonly speaker: string;
  /** True for an error that ends with a colon: what is wrong stands in the next line. */
  readonly opens?: boolean;
}
