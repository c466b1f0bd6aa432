// Unwraps the reasons that services hand on to each other. CloudFormation quotes the resource handler, which quotes the operation,
// which quotes Image Builder, which quotes AWSTOE: all with the same unescaped quotes, so that they cannot be split at quotes but
// only peeled from outside in (seen in public `pcluster get-image-stack-events` output).

/** Each takes one wrapping off; the inner text is its group. */
const WRAPPINGS: readonly RegExp[] = [
  /^[A-Z]+(?:_[A-Z]+)+ \S+(?: AWS::\S+)?: (.*)$/s,
  /^Resource handler returned message: "(.*)" \(RequestToken: [^)]*\)$/s,
  /^Error occurred during operation '(.*)'\.?$/s,
  /^SSM execution '[^']*' failed .*? and failure message = '(.*)'$/s,
  /^Workflow Execution ID: '[^']*' failed with reason: (.*)$/s,
  /^(.*) \(Service: \w+, Status Code: \d+, Request ID: [^)]*\)(?: \(SDK Attempt Count: \d+\))?$/s,
];

/** What the innermost service said. */
export function innermostReason(text: string): string {
  let reason = text.trim();
  for (const wrapping of WRAPPINGS) reason = wrapping.exec(reason)?.[1]?.trim() ?? reason;
  return reason;
}
