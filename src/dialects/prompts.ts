// Lines that end in a question to a person. A build has no terminal: a program that asks either ends at once or waits until the time of its step
// is over, and then the question is the last line of the log.

const QUESTIONS: readonly RegExp[] = [
  /[[(](?:Y\/n|y\/N|y\/n|Y\/N|y\/d\/N|yes\/no)(?:\/\[fingerprint\])?[\])] ?[?:]?$/,
  /\(Y\/I\/N\/O\/D\/Z\) \[default=[A-Z]\] \?$/,
  /\b[Pp]ass(?:word|phrase)(?: for [^:]+)?:$/,
  /^(?:Press|Hit) (?:any key|\[?(?:ENTER|Enter|RETURN|Return)\]?) (?:to|when|for)\b/,
  /^(?:Which services should be restarted|What do you want to do about modified configuration file)\b/,
];

/** True when the program waits for an answer, if nothing comes after the line. */
export function asksSomebody(body: string): boolean {
  return QUESTIONS.some((question) => question.test(body));
}
