// JSON of the catalog commands.

import { EXIT, type ExitCode } from '../../model/trouble.ts';
import type { Session } from '../session.ts';

/** Prints one document. */
export async function printJson(value: unknown, session: Session, code: ExitCode = EXIT.done): Promise<ExitCode> {
  await session.print(`${JSON.stringify(value, null, 2)}\n`);
  return code;
}
