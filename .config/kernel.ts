// Assembles the scanner's inner loops, which are written in WebAssembly text, into the module `virtual:kernel`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';
import { virtualModule } from './virtual-module.ts';

const FOLDER = fileURLToPath(new URL('../src/catalog/bytes', import.meta.url));
const FILE = 'kernel.wat';

export function kernel() {
  return virtualModule({ name: 'virtual:kernel', folder: FOLDER, files: async () => [FILE], value: assembled });
}

/** In base64: some six hundred bytes, which are not worth a file of their own. */
async function assembled(folder: string): Promise<string> {
  const assembler = await wabt();
  const module = assembler.parseWat(FILE, await readFile(join(folder, FILE), 'utf8'), { simd: true });
  return Buffer.from(module.toBinary({}).buffer).toString('base64');
}
