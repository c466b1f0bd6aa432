// Makes real archives with tar and gzip, as pcluster and people make them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files in it. */
export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'pc-doctor-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A gzipped tar archive of these files; `flags` go to tar. */
export function archiveOf(files: Files, { name = 'logs.tar.gz', flags = [] as readonly string[] } = {}): string {
  const folder = folderOf(files);
  const path = join(mkdtempSync(join(tmpdir(), 'pc-doctor-')), name);
  execFileSync('tar', ['-C', folder, ...flags, '-czf', path, ...new Set(Object.keys(files).map(topOf))]);
  return path;
}

function topOf(name: string): string {
  return name.split('/', 1)[0] ?? name;
}
