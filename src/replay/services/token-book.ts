// The tokens of paged answers. They are opaque on purpose: a client that reads meaning into one, or uses it for another stream
// or direction, must fail here as it fails on AWS. The same place always has the same token, so that the end repeats the token
// it was asked with.

import { AwsError } from '../wire/aws-error.ts';
import { digitsFor } from './digits.ts';

/** Tokens handed out, and the places they stand for. */
export class TokenBook {
  readonly #places = new Map<string, { purpose: string; position: number }>();

  /** A token for a position of a list; `purpose` is what it may be used for, in words of the caller. */
  issue(purpose: string, position: number): string {
    return this.#keep(`t${digitsFor(`${purpose} ${position}`)}`, { purpose, position });
  }

  /** A token of GetLogEvents: `f/` or `b/`, 56 digits, `/s`. */
  issueLogToken(direction: 'f' | 'b', place: { purpose: string; position: number }): string {
    const purpose = `${direction} ${place.purpose}`;
    const token = `${direction}/${digitsFor(`${purpose} ${place.position}`)}/s`;
    return this.#keep(token, { purpose, position: place.position });
  }

  /** The position a token stands for. Throws when it was not handed out for this purpose. */
  redeem(token: string, purpose: string): number {
    const place = this.#places.get(token);
    if (place?.purpose !== purpose) {
      throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
    }
    return place.position;
  }

  #keep(token: string, place: { purpose: string; position: number }): string {
    this.#places.set(token, place);
    return token;
  }
}
