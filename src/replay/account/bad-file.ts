// What is wrong with a file of a recorded account, as `file:line: message`, so that an editor can jump there.

import { EXIT, Trouble } from '../../model/trouble.ts';

/** A place in one of the account's files; `line` is 1-based. */
export interface Spot {
  readonly file: string;
  readonly line: number;
}

/** The trouble to throw for a file that cannot be understood. */
export function badFile(spot: Spot, what: string): Trouble {
  return new Trouble(`${spot.file}:${spot.line}: ${what}`, {
    exitCode: EXIT.usage,
    toTry: 'mend the file; src/replay/README.md shows how a recorded account is written',
  });
}
