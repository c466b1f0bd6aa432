// What a service of the replay server is: a table of actions, the protocol it speaks, and how it names a resource when it
// refuses. Each action gets its input as it came and the world of its region.

import type { z } from 'zod';
import type { Account, Build, Stack } from '../account/account.ts';
import type { Clock } from '../clock.ts';
import { AwsError, type Protocol } from '../wire/aws-error.ts';
import type { QueryBook, QueryStatus } from './insights/queries.ts';
import type { TokenBook } from './token-book.ts';

export type Input = Readonly<Record<string, unknown>>;

/** One region of the account, as one request sees it. */
export interface World {
  readonly account: Account;
  readonly region: string;
  /** Milliseconds since the epoch; what happens later cannot be seen yet. */
  readonly now: number;
  /** For answers that go on while it moves. */
  readonly clock: Clock;
  readonly builds: readonly Build[];
  readonly otherStacks: readonly Stack[];
  readonly tokens: TokenBook;
  readonly queries: QueryBook;
  readonly habits: Habits;
}

/** Where AWS leaves the size of a page open, what this server does. */
export interface Habits {
  /** Empty pages that GetLogEvents sends before the tail. */
  readonly emptyTailPages: number;
  /** Bytes that FilterLogEvents looks at for one page; fewer make empty pages that are not the end. */
  readonly filterScanBytes: number;
  readonly stacksPerPage: number;
  readonly stackEventsPerPage: number;
  /** How often GetQueryResults says that a query is not done. */
  readonly queryPolls: number;
  /** How queries end, in the order in which they are started; those beyond it are complete. */
  readonly queryEndings: readonly QueryStatus[];
  readonly queriesAtOnce: number;
}

export interface Service {
  readonly protocol: Protocol;
  /** Prefix of IAM actions: `logs` in `logs:GetLogEvents`. */
  readonly iamPrefix: string;
  readonly actions: Readonly<Record<string, (input: Input, world: World) => unknown>>;
  /** ARN that an AccessDenied names. */
  resource(input: Input, world: World): string;
}

/** The input as the schema gives it, or the error `code` that AWS sends for one that does not fit. */
export function checked<T>(input: Input, schema: z.ZodType<T>, code: string): T {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new AwsError(
    code,
    `1 validation error detected: Value at '${where}' failed to satisfy constraint: ${issue?.message}`,
  );
}

/** The first of a list of pages of a plain list, and the token of the next one. */
export function pageOf<T>(
  list: readonly T[],
  page: { token: string | undefined; size: number; purpose: string; world: World },
): { items: readonly T[]; next: string | undefined } {
  const from = page.token === undefined ? 0 : page.world.tokens.redeem(page.token, page.purpose);
  const to = from + page.size;
  return {
    items: list.slice(from, to),
    next: to < list.length ? page.world.tokens.issue(page.purpose, to) : undefined,
  };
}
