// Follows Chef from resource to resource and tells attempts that were followed by another one: Chef prints the output of a failed
// attempt, then "Retrying execution of …", and no error block. Only the last attempt counts.

const CONVERGES = /^\* (\w+\[.*\]) action /;
const RECIPE = /^Recipe: ([\w-]+::[\w-]+)/;
const RETRYING = /INFO: Retrying execution of (\w+\[.+\]), (\d+) attempts?(?:\(s\))? left/;
/** Tools that say themselves that they try again: curl, wget, pip, apt; spack goes from its mirror on to the source. */
const TOOL_RETRIES =
  /Will retry in \d+|[Rr]etrying in \d+|Retrying \(Retry\(total=[1-9]|^Retrying\.$|\(try: *\d+\)|[Tt]rying (?:next|other) mirror|waiting for it to exit|^==> Fetching /;

/** Looking for these first is much cheaper. */
const AGAIN_WORDS: readonly string[] = ['try', 'Try', 'waiting for it', '==> F'];
/** curl (with `--retry`) and yum first say why an attempt failed and then, curl behind its progress meter, that they go on. */
const SAID_WHY = /^curl: \(\d+\) |^Existing lock /;
const GOES_ON = /^Warning: .*Will retry in \d+|waiting for it to exit|^==> Fetching /;
const LONGEST_METER = 20;

interface Span {
  readonly from: number;
  readonly to: number;
}

const NONE: readonly Span[] = [];

export class RetryReader {
  /** Where the running attempt of each resource began: custom resources hold others. */
  readonly #attempts = new Map<string, number>();
  #recipe: string | null = null;
  #resource: string | null = null;
  #saidWhy: number | null = null;

  startLog(): void {
    this.#attempts.clear();
    this.#saidWhy = null;
  }

  /** Takes a line; gives back the spans of events that turn out to be attempts followed by another. */
  take(at: number, body: string): readonly Span[] {
    const first = body.charAt(0);
    if (first === '*') this.#startResource(at, body);
    else if (first === 'R') this.#recipe = RECIPE.exec(body)?.[1] ?? this.#recipe;
    else if ((first === 'c' || first === 'E') && SAID_WHY.test(body)) this.#saidWhy = at;
    if (!AGAIN_WORDS.some((word) => body.includes(word))) return NONE;
    const retrying = RETRYING.exec(body)?.[1];
    if (retrying !== undefined) return this.#retry(at, retrying);
    return TOOL_RETRIES.test(body) ? this.#toolRetry(at, body) : NONE;
  }

  get progress(): { recipe: string | null; resource: string | null } {
    return { recipe: this.#recipe, resource: this.#resource };
  }

  #startResource(at: number, body: string): void {
    const converges = CONVERGES.exec(body);
    if (!converges) return;
    this.#resource = converges[1] ?? null;
    if (this.#resource !== null) this.#attempts.set(this.#resource, at + 1);
  }

  #toolRetry(at: number, body: string): readonly Span[] {
    const why = this.#saidWhy;
    this.#saidWhy = null;
    const said = why !== null && at - why <= LONGEST_METER && GOES_ON.test(body);
    return (said ? [why, at] : [at]).map((one) => ({ from: one, to: one }));
  }

  #retry(at: number, resource: string): readonly Span[] {
    const from = this.#attempts.get(resource) ?? at;
    this.#attempts.set(resource, at + 1);
    return [{ from, to: at }];
  }
}
