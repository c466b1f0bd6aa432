// Reads a line as a complaint: how strongly, and in whose words, it says that something failed. Where no pattern of the catalog fits, the
// strongest complaint in what the failing command printed decides: a full disk beats the compiler errors it causes, a compiler error
// beats make's report of it.

import type { Complaint, Strength } from '../model/complaint.ts';
import { COMPLAINT_ROWS } from './complaint-rows.ts';

/** Lines with words of an error that report none: names of packages and files, progress, and well-known notices. */
const HARMLESS: readonly RegExp[] = [
  /apt does not have a stable CLI|frontend: (?:Dialog|Readline|Teletype|Noninteractive)|skip_missing_names_on_install/,
  /InsecurePlatform|system is not registered|[Dd]eprecat|DEPRECAT|^See (?:system logs|"systemctl)|journalctl/,
  /\b0 (?:errors|failed)\b|no error|not affected by|unable to re-open stdin|\bERRORS?: +0\b|^Unable to find image '.*' locally|\(ignored\)|failover|fail2ban/,
  /[Ee]rror[_-]|errors?\.(?:log|h|c|in)\b|-Werror|strerror|perror|liberror|gpg-error|Error\.pm/,
  /^(?:gcc|g\+\+|cc|libtool:) |checking (?:for|whether|if)|\.\.\. (?:ok|yes|no)$|^make\[\d+\]: (?:Entering|Leaving|Nothing)/,
  /^(?:Using|Get:\d+|Hit:\d+|Ign:\d+|Selecting previously|Unpacking|Setting up|Preparing to unpack|Collecting|Successfully|Downloading|Fetched) /,
  /\bok=\d+ +changed=\d+|^\[?(?:INFO|DEBUG|NOTICE|TRACE|notice)\]|^HEAD is now at |^package \S+ is not installed$|^Failed to connect to bus: |^Unable to read consumer identity|not been booted with systemd|^Note: |^ {0,4}\*{0,3} ?(?:[Ee]rrors?|[Ff]ail(?:ed|ures?)|[Ww]arnings?)[:=] 0\b/,
  /, ignoring$|^NOCHANGE: |unsafe (?:permissions|ownership) on|Picked up JAVA_TOOL_OPTIONS|VM warning: Ignoring|is not enforced/,
  /(?:Installing|Verifying|Upgrading) +:|^\(\d+\/\d+\)|already (?:installed|satisfied)|up to date\)|\(skipped due to|INFO: |^- /,
];

/** An opening that says nothing by itself: dnf's `Error:` goes on in the next lines, Python's traceback ends with the error. */
const BARE_OPENING =
  /^(?:Error|ERROR|error|configure: error):?\s*$|^ERROR: Exception:$|^Traceback \(most recent call last\)/;

/** Errors that leave the saying to the next line. */
const OPENINGS: readonly RegExp[] = [
  /^configure: error:\s*$|^configure: error: in [`'].*':$|^CMake Error at .*:$/,
  /^go: errors parsing|^Caused by:$|^thread '.*' panicked at .*:$/,
  /^dpkg: error processing archive .*:$/,
  /^ERROR: {1,2}Error installing \S+:$|^(?:Errno::[A-Z]+|(?:\w+::)+\w+(?:Error|Exception))$/,
  /^Error in .* : ?$|^\* What went wrong:$|^Failures(?:\/Skipped)?:$/,
  /^Lmod has detected the following error:$|^\w+Error: Encountered problems while solving:$/,
  /^(?:The following )?[Ee]rrors?(?: \w+){1,3}:$/,
];

/** A line that is longer carries data, not a message. */
const LONGEST_MESSAGE = 20_000;

/** How strongly, and in whose words, a line says that something failed; null when it does not. */
export function complaintIn(body: string): Complaint | null {
  if (body === '' || body.length > LONGEST_MESSAGE) return null;
  if (OPENINGS.some((opening) => opening.test(body))) return { speaker: 'a program', strength: 'worry', opens: true };
  if (BARE_OPENING.test(body)) return null;
  const row = COMPLAINT_ROWS.find(([, , says]) => says.test(body));
  if (!row) return null;
  const [speaker, strength] = row;
  return VAGUE.has(strength) && HARMLESS.some((harmless) => harmless.test(body)) ? null : { speaker, strength };
}

/** Told by words that stand in harmless lines too. */
const VAGUE: ReadonlySet<Strength> = new Set(['message', 'detail', 'hint', 'worry']);
