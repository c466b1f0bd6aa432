// Writes values as the XML of AWS's query protocols: keys are elements, lists are `<member>` elements, in EC2's `<item>`, null is left out.

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

type ListElement = 'member' | 'item';

/** XML text of a tree of objects, lists and scalars. A key may carry attributes: `Response xmlns="…"`. */
export function toXml(value: unknown, of: ListElement = 'member'): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => element(of, item, of)).join('');
  if (typeof value === 'object') return elements(value, of);
  return escaped(typeof value === 'string' ? value : JSON.stringify(value));
}

function elements(tree: object, of: ListElement): string {
  return Object.entries(tree)
    .filter(([, child]) => child !== null && child !== undefined)
    .map(([name, child]) => element(name, child, of))
    .join('');
}

function element(name: string, child: unknown, of: ListElement): string {
  return `<${name}>${toXml(child, of)}</${name.split(' ')[0]}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"\r]/g, (found) => ESCAPES[found] ?? found);
}
