// A machine on which nothing of AWS is set up but what a test writes down: an empty home of its own, and no variables of AWS.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

export interface Home {
  readonly folder: string;
  /** Writes the shared config file: the lines of each section by its name. */
  config(sections: Readonly<Record<string, readonly string[]>>): void;
}

/** For one test. */
export function emptyHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'pc-doctor-'));
  for (const name of Object.keys(process.env).filter((key) => key.startsWith('AWS_'))) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('HOME', folder);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, config: (sections) => writeFileSync(join(folder, 'config'), configFile(sections)) };
}

/** The text of a shared config file. */
export function configFile(sections: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(sections)
    .flatMap(([name, lines]) => [`[${name}]`, ...lines, ''])
    .join('\n');
}

export const STATIC_KEYS = ['aws_access_key_id = AKIAEXAMPLE', 'aws_secret_access_key = example'];
