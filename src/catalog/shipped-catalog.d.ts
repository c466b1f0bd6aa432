// The catalog that travels with the program, made from patterns/ when the project is built (.config/shipped-catalog.ts).
declare module 'virtual:shipped-catalog' {
  import type { Pattern } from '../model/catalog.ts';
  import type { Required } from './literals.ts';

  const catalog: {
    /** Without their samples. */
    readonly patterns: readonly Pattern[];
    /** Over all of them, samples included. */
    readonly digest: string;
    /** What each expression requires. */
    readonly required: Readonly<Record<string, Required>>;
    /** Those of the expressions that JavaScript's engine runs. */
    readonly native: readonly string[];
  };
  export default catalog;
}

declare module 'virtual:shipped-samples' {
  import type { Pattern } from '../model/catalog.ts';

  /** By id. */
  const samples: Readonly<Record<string, Pick<Pattern, 'hits' | 'misses'>>>;
  export default samples;
}
