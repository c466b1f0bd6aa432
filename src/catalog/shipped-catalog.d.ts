// The catalog that travels with the program, made from patterns/ when the project is built (.config/shipped-catalog.ts).
declare module 'virtual:shipped-catalog' {
  import type { Pattern } from '../model/catalog.ts';

  /** The patterns without their samples; the digest is over all of them. */
  const catalog: { readonly patterns: readonly Pattern[]; readonly digest: string };
  export default catalog;
}

declare module 'virtual:shipped-samples' {
  import type { Pattern } from '../model/catalog.ts';

  /** By id. */
  const samples: Readonly<Record<string, Pick<Pattern, 'hits' | 'misses'>>>;
  export default samples;
}
