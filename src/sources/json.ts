// JSON of unknown shape, from a file or off the wire.

/** The JSON value, undefined for what is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** True for an object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under a key; undefined where there is no such object or key. */
export function memberOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

/** The text under a key; null for what is missing, empty or no text. */
export function textOf(value: unknown, key: string): string | null {
  const found = memberOf(value, key);
  return typeof found === 'string' && found !== '' ? found : null;
}

/** The objects of the list under a key; none where there is no such list. */
export function objectsIn(value: unknown, key: string): readonly Readonly<Record<string, unknown>>[] {
  const found = memberOf(value, key);
  return Array.isArray(found) ? found.filter(isObject) : [];
}
