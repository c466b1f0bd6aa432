// Changes every string inside a value, at any depth, so that no field can be forgotten when text is made safe. For plain data
// only, that is, for what JSON can hold: diagnoses, lists, reports.

/** The same value with `change` applied to every string in it; keys stay. It is told where the string stands. */
export function eachString<T>(value: T, change: (text: string, key: string, holder: unknown) => string): T {
  return JSON.parse(JSON.stringify(value), function (this: unknown, key: string, inner: unknown) {
    return typeof inner === 'string' ? change(inner, key, this) : inner;
  });
}
