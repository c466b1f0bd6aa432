// What to do about a failure without a known cause: find out more, and let others know. Offered only where the place is located.

import type { Diagnosis, Remedy } from '../model/diagnosis.ts';

const WAYS_ON: readonly Pick<Remedy, 'id' | 'title' | 'steps' | 'patch' | 'pitfalls' | 'references'>[] = [
  {
    id: 'search-upstream',
    title: 'Look whether others have met it',
    steps: [
      { text: 'Search the issues for the words of the quoted line; leave out versions, paths and ids.', command: null },
      {
        text: 'If nobody has, open an issue with this report, the image configuration and the parent image.',
        command: null,
      },
    ],
    patch: null,
    pitfalls: [],
    references: ['https://github.com/aws/aws-parallelcluster/issues?q=is%3Aissue'],
  },
  {
    id: 'keep-instance',
    title: 'Keep the instance of the next failed build, and look there',
    steps: [
      { text: 'Build again with the instance kept, and connect to it through Session Manager.', command: null },
      {
        text: "Read Chef's stack trace and the logs that the failing program names.",
        command: 'sudo less /etc/chef/local-mode-cache/cache/cinc-stacktrace.out',
      },
    ],
    patch: { 'DevSettings.TerminateInstanceOnFailure': false },
    pitfalls: ['The kept instance goes on costing money until you terminate it.'],
    references: ['https://docs.aws.amazon.com/parallelcluster/latest/ug/image-builder-configuration-file-v3.html'],
  },
];

/** Ways on for a located failure; none for any other verdict. */
export function remediesWithoutCause({ verdict }: Pick<Diagnosis, 'verdict'>): Remedy[] {
  if (verdict !== 'located') return [];
  return WAYS_ON.map((way) => ({ ...way, kind: 'none-known', applies: 'yes', because: [], expect: null }));
}
