// Makes the index by which `patterns scan` finds the lines that the shipped catalog knows, so that no start has to: `virtual:shipped-scan`, and
// `virtual:common-words` for indexing the patterns of a site as well. Which words are rare is learnt from the logs of the recorded account.
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { commonnessOf, type Commonness } from '../src/catalog/bytes/commonness.ts';
import { scanIndexOf } from '../src/catalog/bytes/scan-index.ts';
import { lineExpressions } from '../src/catalog/line-expressions.ts';
import { loadPatternFolder, patternFiles } from '../src/catalog/load.ts';
import { isNative } from '../src/catalog/native.ts';
import { requiredBy } from '../src/catalog/required.ts';
import { accountPaths, loadAccount } from '../src/replay/account/load-account.ts';
import { eventsOf } from '../src/replay/services/stream-events.ts';
import { virtualModule } from './virtual-module.ts';

const folderAt = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const PATTERNS = folderAt('patterns');
const LOGS = folderAt('src/replay/demo');

export function shippedScan(how?: Parameters<typeof virtualModule>[1]) {
  const scan = {
    name: 'virtual:shipped-scan',
    folder: PATTERNS,
    files: patternFiles,
    value: async (folder: string) => {
      const { expressions, patterns } = lineExpressions(await loadPatternFolder(folder));
      const required = Object.fromEntries(expressions.map((one) => [one, requiredBy(one)]));
      const native = expressions.filter(isNative);
      return { index: scanIndexOf(expressions, await commonWords(LOGS)), patterns, required, native };
    },
  };
  return virtualModule(scan, how);
}

export function commonWordsModule(how?: Parameters<typeof virtualModule>[1]) {
  const words = {
    name: 'virtual:common-words',
    folder: LOGS,
    files: accountPaths,
    value: async (folder: string) => deflateRawSync(await commonWords(folder)).toString('base64'),
  };
  return virtualModule(words, how);
}

async function commonWords(folder: string): Promise<Commonness> {
  const { builds } = await loadAccount(folder);
  const streams = builds.flatMap(({ logGroup }) => logGroup?.streams ?? []);
  const texts = streams.map((stream) => eventsOf(stream).map(({ message }) => message));
  return commonnessOf(texts.map((messages) => Buffer.from(messages.join('\n'))));
}
