// Which remedies apply to this image, which do not and why. Best first: those that apply, those that need a fact we lack, those that
// do not; within each in the order in which the catalog gives them.

import type { CatalogRemedy, Pattern } from '../model/catalog.ts';
import { holds, type Held, type KnownFacts } from '../model/conditions.ts';
import type { Remedy } from '../model/diagnosis.ts';
import { fill, type Fillings } from '../wording/templates.ts';

const BEST_FIRST: readonly Held[] = ['yes', 'unknown', 'no'];

/** The remedies of all these patterns, weighed for an image. */
export function weighRemedies(patterns: readonly Pattern[], facts: KnownFacts, fillings: Fillings): Remedy[] {
  const weighed = patterns.flatMap((pattern) =>
    pattern.remedies.map((remedy) => weigh({ pattern, remedy, facts, fillings })),
  );
  return weighed.sort((a, b) => BEST_FIRST.indexOf(a.applies) - BEST_FIRST.indexOf(b.applies));
}

interface Weighing {
  readonly pattern: Pattern;
  readonly remedy: CatalogRemedy;
  readonly facts: KnownFacts;
  readonly fillings: Fillings;
}

function weigh({ pattern, remedy, facts, fillings }: Weighing): Remedy {
  const here = holds({ ...pattern.affects, ...remedy.when }, facts);
  const said = here.holds === 'yes' ? [] : insteadOf(remedy, facts);
  return {
    id: remedy.id,
    kind: remedy.kind,
    title: fill(remedy.title, fillings),
    applies: here.holds,
    because: [...here.because, ...said].map((reason) => fill(reason, fillings)),
    steps: remedy.steps.map(({ text, command }) => ({
      text: fill(text, fillings),
      command: command === null ? null : fillCommand(command, fillings),
    })),
    patch: remedy.patch,
    pitfalls: remedy.pitfalls.map((pitfall) => fill(pitfall, fillings)),
    expect: remedy.expect === null ? null : fill(remedy.expect, fillings),
    references: remedy.references.length > 0 ? remedy.references : pattern.references,
  };
}

/** What the catalog says for images to which the remedy does not apply: the first that fits. */
function insteadOf(remedy: CatalogRemedy, facts: KnownFacts): string[] {
  const fitting = remedy.otherwise.find((other) => holds(other.when, facts).holds === 'yes');
  return fitting ? [fitting.say] : [];
}

/** A command must stay a command: a value that is not known becomes a placeholder in capitals, as in a manual page. */
function fillCommand(command: string, fillings: Fillings): string {
  return command.replace(/\{([a-zA-Z_]\w*)\}/g, (_, name: string) => fillings[name] ?? placeholder(name));
}

function placeholder(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
}
