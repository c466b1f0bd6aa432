// Packs texts into a gzipped tar, the same bytes for the same texts.

import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';

/** The archive; all files stand in one folder. */
export async function packed(folder: string, files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, text] of Object.entries(files))
    archive.entry({ name: `${folder}/${name}`, mtime: new Date(0) }, text);
  archive.finalize();
  const gzip = createGzip();
  const whole = buffer(gzip);
  for await (const chunk of archive) gzip.write(chunk);
  gzip.end();
  return whole;
}
