// Tells how much of a document has been read, while it is.

const REPORT_EVERY_BYTES = 4 * 1024 * 1024;

/** The same bytes; `report` hears how many there were, now and then and at the end. */
export async function* metered(chunks: AsyncIterable<Buffer>, report: (bytes: number) => void): AsyncGenerator<Buffer> {
  let read = 0;
  let reported = 0;
  for await (const chunk of chunks) {
    yield chunk;
    read += chunk.length;
    if (read - reported < REPORT_EVERY_BYTES) continue;
    reported = read;
    report(read);
  }
  report(read);
}
