// Chunks by what is loaded together: Node takes a millisecond to open and link a module, so what every start or every diagnosis loads
// anyhow is one file each.
import type { CodeSplittingGroup } from 'rolldown';

type NameOf = Extract<CodeSplittingGroup['name'], (...all: never[]) => unknown>;

/** The project's own modules that these modules import, directly or not, in one chunk; packages keep theirs. */
export function loadedWith(name: string, entries: readonly string[]): CodeSplittingGroup {
  let among: Set<string> | null = null;
  const nameOf: NameOf = (id, context) => ((among ??= importedBy(entries, context)).has(id) ? name : null);
  return { name: nameOf, debugName: name, test: /[\\/]src[\\/]/ };
}

function importedBy(entries: readonly string[], graph: Parameters<NameOf>[1]): Set<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
