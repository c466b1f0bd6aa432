// A published JSON Schema against the code it comes from, and as others use it: compiled by an independent validator.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { format, resolveConfig } from 'prettier';

/** The schema as the text of its published file, which a test compares with the file; `vitest -u` writes the file anew. */
export async function publishedText(path: string, schema: unknown): Promise<string> {
  const style = await resolveConfig(path);
  return format(JSON.stringify(schema, null, 2), { ...style, filepath: path });
}

/** What a published schema says of a value: its complaints, null for a valid one. */
export function validator(path: string): (value: unknown) => unknown {
  const ajv = new Ajv2020.default({ allErrors: true, strict: true, allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  return (value) => (validate(value) ? null : validate.errors);
}
