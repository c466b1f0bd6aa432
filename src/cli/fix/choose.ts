// Which remedies are put into the configuration: those that the user names, or the best one that changes it.

import type { Diagnosis, Remedy } from '../../model/diagnosis.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import type { ConfigChange } from '../../wording/config-yaml.ts';
import { exitOfVerdict } from '../exit-code.ts';

interface Choice {
  readonly asked: readonly string[];
  readonly given: ConfigChange;
}

/** Throws Trouble for one that is not there, does not apply here, or changes nothing. */
export function chooseRemedies(diagnosis: Diagnosis, { asked, given }: Choice): readonly Remedy[] {
  const { remedies } = diagnosis;
  if (asked.length > 0) return asked.map((id) => named(id, remedies));
  const best = remedies.find((remedy) => isChange(remedy) && remedy.applies === 'yes');
  if (best) return [best];
  if (Object.keys(given).length > 0) return [];
  throw nothingToChange(diagnosis);
}

function isChange({ patch, kind }: Remedy): boolean {
  return patch !== null && kind !== 'none-known';
}

function named(id: string, remedies: readonly Remedy[]): Remedy {
  const found = remedies.find((remedy) => remedy.id === id);
  if (!found) {
    throw new Trouble(`this diagnosis has no remedy "${id}"`, { exitCode: EXIT.notFound, toTry: offered(remedies) });
  }
  if (found.applies === 'no') {
    throw new Trouble(`the remedy ${id} does not apply here: ${found.because.join('; ')}`, {
      exitCode: EXIT.usage,
      toTry: offered(remedies),
    });
  }
  if (found.patch === null) {
    throw new Trouble(`the remedy ${id} changes no configuration`, {
      exitCode: EXIT.usage,
      details: found.steps.map(({ text, command }) => (command === null ? text : `${text} ${command}`)),
      toTry: offered(remedies),
    });
  }
  return found;
}

function offered(remedies: readonly Remedy[]): string {
  const changes = remedies.filter((remedy) => remedy.patch !== null && remedy.applies !== 'no');
  if (changes.length === 0) return 'pc-doctor diagnose, which lists the remedies there are';
  return changes.map(({ id }) => `--remedy ${id}`).join(' or ');
}

function nothingToChange({ verdict, remedies }: Diagnosis): Trouble {
  const unsure = remedies.filter((remedy) => isChange(remedy) && remedy.applies === 'unknown');
  if (unsure.length > 0) {
    return new Trouble('whether a change of the configuration applies here is not known', {
      exitCode: EXIT.usage,
      details: unsure.map(({ id, because }) => `${id}: ${because.join('; ')}`),
      toTry: `give the facts with --pcluster-version, --os and --arch, or choose one: ${offered(remedies)}`,
    });
  }
  return new Trouble(`no remedy of this diagnosis (${verdict}) changes the configuration`, {
    exitCode: verdict === 'recognised' ? EXIT.usage : exitOfVerdict(verdict),
    details: remedies.filter(({ applies }) => applies !== 'no').map(({ title }) => title),
    toTry: 'pc-doctor diagnose, which says what to do instead',
  });
}
