// An image-config.yaml among the files: no log, but it says from which image was built, and where.

import type { ImageFacts } from '../../../model/evidence.ts';
import { memberOf, textOf } from '../../json.ts';
import type { Head } from '../head.ts';

/** Both keys are required by ParallelCluster: https://docs.aws.amazon.com/parallelcluster/latest/ug/Build-v3.html */
const BUILD = /^Build:\s*(?:\{|#|$)/m;
const PARENT = /\bParentImage\s*:/;
/** What may stand at the beginning of a line: its sections, comments, and what goes on from above. */
const SECTION = /^(?:(?:Region|CustomS3Bucket|Image|Build|DevSettings|DeploymentSettings)\s*:|#|---|\.\.\.|\s|[}\]]|$)/;

/** True for the text of an image configuration and nothing else. */
export function isImageConfig({ text, lines, whole }: Head): boolean {
  return whole && BUILD.test(text) && PARENT.test(text) && lines.every((line) => SECTION.test(line));
}

/** What it says of the image; nothing where it is no valid YAML. */
export async function configFacts(text: string): Promise<Partial<ImageFacts>> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { version: '1.1' });
  const config: unknown = document.errors.length > 0 ? null : document.toJS();
  return { parentImage: textOf(memberOf(config, 'Build'), 'ParentImage'), region: textOf(config, 'Region') };
}
