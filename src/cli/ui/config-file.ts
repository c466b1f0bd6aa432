// The image configuration that a person names, to show changes against it.

import { readFileSync } from 'node:fs';
import { EXIT, Trouble } from '../../model/trouble.ts';

/** Its text. Throws Trouble when it cannot be read. */
export function readConfig(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Trouble(
      `cannot read the configuration ${path}: ${error instanceof Error ? error.message : String(error)}`,
      {
        exitCode: EXIT.usage,
        toTry: 'give the path of your image-config.yaml',
        cause: error,
      },
    );
  }
}
