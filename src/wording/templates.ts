// Fills {captures} into the prose of a pattern.

export type Fillings = Readonly<Record<string, string>>;

/** Replaces every {name}; a name without a value is said to be unknown rather than left as a brace. */
export function fill(template: string, values: Fillings): string {
  return template.replace(/\{([a-zA-Z_]\w*)\}/g, (_, name: string) => values[name] ?? `(${name} not known)`).trim();
}
