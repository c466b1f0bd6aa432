// The terminal as ink sees it: everything but writing goes to the real one, and what is written is a whole frame for the painter.

/** ink shows and hides the cursor as well; whoever has taken the terminal sees to that. */
// oxlint-disable-next-line no-control-regex -- a control sequence
const CURSOR = /^\u001b\[\?25[hl]$/;

/** Stands in for a terminal; `paint` gets each frame. */
export function paintedStdout(terminal: NodeJS.WriteStream, paint: (frame: string) => void): NodeJS.WriteStream {
  const write = (frame: string | Uint8Array, ...rest: readonly unknown[]) => {
    // ink writes nothing at all at the very end, to learn when everything before it has been taken.
    if (frame.length > 0 && !CURSOR.test(String(frame))) paint(String(frame));
    const taken = rest.find((argument) => typeof argument === 'function');
    return terminal.write('', () => void taken?.());
  };
  return new Proxy(terminal, {
    get: (target, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
