// kernel.wat as WebAssembly in base64, assembled when the project is built (.config/kernel.ts).
declare module 'virtual:kernel' {
  const kernel: string;
  export default kernel;
}
