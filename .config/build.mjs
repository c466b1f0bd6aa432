// Builds by the given rolldown configuration and says nothing unless something is wrong: `npm start` is about what comes after.
import { rolldown } from 'rolldown';
import { loadConfig } from 'rolldown/config';

const [file] = process.argv.slice(2);
for (const { output, ...input } of [await loadConfig(file)].flat()) {
  const build = await rolldown(input);
  try {
    await build.write(output);
  } finally {
    await build.close();
  }
}
