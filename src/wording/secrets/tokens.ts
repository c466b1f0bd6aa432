// Tokens and keys that are known by how they begin, whatever stands before them.

import type { SecretRow } from './rule.ts';
import { BEGIN, written } from './value.ts';

/** A full line of a key: much of it in capitals and digits, and nothing else on the line. */
const KEY_LINE = String.raw`(?=(?:[^A-Z\s]{0,80}[A-Z]){8})(?=(?:[^\d\s]{0,80}\d){2})[A-Za-z0-9+/]{60,76}={0,2}(?=[\r"',\\]{0,4}(?:\n|$))`;

export const TOKENS: readonly SecretRow[] = [
  {
    kind: 'token',
    why: 'GitHub, GitLab, Slack, npm, PyPI, Docker, Vault, Hugging Face and NVIDIA mark their tokens',
    find: written(
      String.raw`${BEGIN}(?<secret>(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|gl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{16,255}|xox[abeoprs]-[\w-]{10,255}|xapp-[\w-]{10,255}|npm_[A-Za-z0-9]{30,64}|pypi-AgE[\w-]{40,512}|dckr_pat_[\w-]{20,64}|hv[sb]\.[\w-]{20,512}|hf_[A-Za-z0-9]{30,64}|nvapi-[\w-]{40,128}|AIza[\w-]{35}))`,
      '',
    ),
  },
  {
    kind: 'token',
    why: 'whoever has the address of a Slack webhook can write into the channel',
    find: written(String.raw`hooks\.slack\.com(?:\\?/|%2F)services(?:\\?/|%2F)(?<secret>(?:[\w/-]|\\/|%2F){20,128})`),
  },
  {
    kind: 'jwt',
    why: 'a JSON web token signs its bearer in; its first bytes are those of {"',
    find: written(
      String.raw`(?:(?<![\w-])|(?<=%[0-9A-Fa-f]{2}|\\[nrt]))(?<secret>eyJ[\w-]{6,8192}\.eyJ[\w-]{2,8192}(?:\.[\w-]{0,8192})?)`,
      '',
    ),
  },
  {
    kind: 'private-key',
    why: 'a private key in one text, with line feeds or with what stands for them',
    find: written(
      String.raw`-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr]|%0[AD]|\\){0,8}(?<secret>(?:[^-<\s]|\s(?!-----)|-(?!----)){1,16384})(?=\s{0,8}-----END )`,
      '',
    ),
  },
  {
    kind: 'private-key',
    why: 'a private key whose end is missing: every whole line of base64 behind the one that opens it',
    find: written(
      String.raw`-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr]){0,8}(?<secret>[A-Za-z0-9+/=]{16,80}(?:(?:\s|\\[nr]){1,8}[A-Za-z0-9+/=]{16,80}){0,400})`,
      '',
    ),
  },
  {
    kind: 'private-key',
    why: 'the lines of a private key as lines of the log: 60 to 76 characters of base64 and nothing else',
    find: written(String.raw`(?<![^\s"'])(?<secret>${KEY_LINE})`, ''),
  },
  {
    kind: 'ssh-key',
    why: 'a public key tells whose it is, and opens nothing; the name behind it is a person at a host',
    find: written(
      String.raw`\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}|sk-[\w@.-]{1,60})(?:[ \t]|%20|\+){1,4}(?<secret>AAAA(?:[\w+/=-]|\\/|%2[FB]|%3D){16,4096})`,
      '',
    ),
  },
];
