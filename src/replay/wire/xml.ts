// Writes values as the XML of AWS's query protocol: keys are elements, lists are `<member>` elements, null is left out.

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/** XML text of a tree of objects, lists and scalars. A key may carry attributes: `Response xmlns="…"`. */
export function toXml(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('');
  if (typeof value === 'object') return elements(value);
  return escaped(typeof value === 'string' ? value : JSON.stringify(value));
}

function elements(tree: object): string {
  return Object.entries(tree)
    .filter(([, child]) => child !== null && child !== undefined)
    .map(([name, child]) => element(name, child))
    .join('');
}

function element(name: string, child: unknown): string {
  return `<${name}>${toXml(child)}</${name.split(' ')[0]}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"\r]/g, (found) => ESCAPES[found] ?? found);
}
