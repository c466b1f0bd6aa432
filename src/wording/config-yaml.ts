// Writes a config patch (dotted keys of image-config.yaml) as the YAML a person pastes. Only mappings and scalars occur, so a
// YAML library, which is slow to load, is not needed: a scalar that could be read as something else is put in JSON quotes, which
// are YAML too.

export type Scalar = string | number | boolean;
/** Dotted keys of image-config.yaml and their new values. */
export type ConfigChange = Readonly<Record<string, Scalar>>;
interface Tree {
  readonly [key: string]: Tree | Scalar;
}

/** Plain text that YAML 1.1 and 1.2 both read as this very string. */
const PLAIN = /^[A-Za-z/][\w./@+-]*(?::\/\/[\w./@+%=?-]+)?$/;
const MEANS_SOMETHING_ELSE = /^(?:y|n|yes|no|true|false|on|off|null|e[-+]?\d+)$/i;

/** `{ 'A.B': 1 }` becomes the lines `A:` and `  B: 1`. */
export function configYaml(patch: ConfigChange): string[] {
  return lines(nested(patch), '');
}

function nested(patch: ConfigChange): Tree {
  const entries = Object.entries(patch).map(([key, value]) => ({ path: key.split('.'), value }));
  return entries.reduce<Tree>((tree, { path, value }) => withValue(tree, path, value), {});
}

function withValue(tree: Tree, path: readonly string[], value: Scalar): Tree {
  const [key = '', ...rest] = path;
  if (rest.length === 0) return { ...tree, [key]: value };
  const below = tree[key];
  return { ...tree, [key]: withValue(typeof below === 'object' ? below : {}, rest, value) };
}

function lines(tree: Tree, indent: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object'
      ? [`${indent}${key}:`, ...lines(value, `${indent}  `)]
      : [`${indent}${key}: ${scalar(value)}`],
  );
}

/** A scalar as it stands behind a key. */
export function scalar(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  return PLAIN.test(value) && !MEANS_SOMETHING_ELSE.test(value) ? value : JSON.stringify(value);
}
