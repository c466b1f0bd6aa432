// The index of the shipped catalog for a scan of bytes, made when the project is built (.config/shipped-scan.ts).
declare module 'virtual:shipped-scan' {
  import type { Required } from './literals.ts';
  import type { ScanIndex } from './bytes/scan-index.ts';

  const scan: {
    readonly index: ScanIndex;
    /** Ids of the patterns of each expression. */
    readonly patterns: readonly (readonly string[])[];
    readonly required: Readonly<Record<string, Required>>;
    /** Those of the expressions that JavaScript's engine runs. */
    readonly native: readonly string[];
  };
  export default scan;
}

declare module 'virtual:common-words' {
  /** How common words are in build logs, deflated, in base64. */
  const words: string;
  export default words;
}
