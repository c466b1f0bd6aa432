// What the scanner uses of WebAssembly: the types of Node leave it to those of browsers, which would bring the whole of them along.
declare namespace WebAssembly {
  /** Whether the bytes are a module that this engine can run. */
  function validate(bytes: Uint8Array): boolean;

  class Memory {
    constructor(size: { readonly initial: number });
    readonly buffer: ArrayBuffer;
  }

  /** Code that was compiled. */
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: new (bytes: Uint8Array) => Module;

  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>);
    readonly exports: Readonly<Record<string, (...args: readonly number[]) => number>>;
  }
}
