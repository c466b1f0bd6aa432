// What has to be done before Ctrl-C ends the process, such as stopping a query that would go on and cost money.

const errands = new Set<() => Promise<void>>();

/** Has `errand` run when the process is interrupted while `job` goes on. */
export async function withLastErrand<T>(errand: () => Promise<void>, job: () => Promise<T>): Promise<T> {
  errands.add(errand);
  try {
    return await job();
  } finally {
    errands.delete(errand);
  }
}

/** Runs them; never rejects, since nothing can be done about it any more. */
export async function runLastErrands(): Promise<void> {
  await Promise.allSettled([...errands].map((errand) => errand()));
}
