// Puts invented values in the place of redaction tokens and of ids, for text that is published as a sample.

const IN_PLACE: Readonly<Record<string, string>> = {
  account: '111122223333',
  host: 'ip-10-0-0-12',
  'private-ip': '10.0.0.12',
  'e-mail': 'user@example.com',
};

/** The text with `<account-1>` and its kin as invented values, and with the ids of AWS resources replaced. */
export function invented(text: string): string {
  return text
    .replace(/<([a-z][a-z-]*?)-\d+>/g, (token, kind: string) => IN_PLACE[kind] ?? `EXAMPLE-${kind}`)
    .replace(/\b(ami|i|sg|subnet|vpc|vol|snap)-[0-9a-f]{8,17}\b/g, '$1-0abcdef1234567890');
}
