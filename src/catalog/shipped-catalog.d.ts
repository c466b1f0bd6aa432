// The catalog that travels with the program, made from patterns/ when the project is built (.config/shipped-catalog.ts).
declare module 'virtual:shipped-catalog' {
  const patterns: readonly import('../model/catalog.ts').Pattern[];
  export default patterns;
}
