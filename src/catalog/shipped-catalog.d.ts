// The catalog that travels with the program, made from patterns/ when the project is built (.config/shipped-catalog.ts).
declare module 'virtual:shipped-catalog' {
  import type { Pattern } from '../model/catalog.ts';

  const patterns: readonly Pattern[];
  export default patterns;
}
