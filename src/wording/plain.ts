// One spelling for a secret, so that it has one token wherever it stands: as it is, percent-encoded in a URL, or escaped for JSON or HTML.

const HTML: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#34': '"',
  '#39': "'",
  '#039': "'",
};

/** The text without escapes. It says whether two texts are one secret, and is never shown. */
export function plain(text: string): string {
  if (!/[%\\&]/.test(text)) return text;
  // Twice, because a URL may be a parameter of another one.
  return [fromUrl, fromUrl, fromJson, fromHtml].reduce((spelt, read) => read(spelt), text);
}

function fromUrl(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      // Not every percent sign encodes something.
      return escaped;
    }
  });
}

function fromJson(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_escaped, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(["'\\/])/g, '$1');
}

function fromHtml(text: string): string {
  return text.replace(/&(#?\w{2,4});/g, (escaped, name: string) => HTML[name] ?? escaped);
}
