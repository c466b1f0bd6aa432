// Changes every string inside a value, at any depth, so that no field can be forgotten when text is made safe. For plain data
// only, that is, for what JSON can hold: diagnoses, lists, reports.

/** The same value with `change` applied to every string in it; keys stay. */
export function eachString<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' ? change(inner) : inner,
  );
}
