// A diagnosis straight from a piece of text, through the whole path but for reading a file.
import { openCatalog } from '../src/catalog/shipped.ts';
import { examine } from '../src/doctor.ts';
import type { Diagnosis } from '../src/model/diagnosis.ts';
import type { ImageFacts } from '../src/model/evidence.ts';
import { evidenceOf } from '../src/sources/sample.ts';

const catalog = await openCatalog(null);

export function diagnosed(text: string, facts: Partial<ImageFacts> = {}): Diagnosis {
  return examine(evidenceOf(text), { catalog, facts }).diagnosis;
}
