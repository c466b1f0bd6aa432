// A recorded account out of the evidence of one build, so that what somebody bundled can be served and diagnosed as it was. What evidence
// does not keep is worked out: ARNs from the image id, an instance type from the architecture.

import type { Evidence, Line } from '../../model/evidence.ts';
import type { Account, Build, Image, LogGroup, Stack, StackEvent, Stream, Workflow } from './account.ts';

/** Stands for an account id that is not known, or was redacted. */
const SOME_ACCOUNT = '000000000000';
const SOME_UUID = '00000000-0000-4000-8000-000000000000';
const DAY_MS = 24 * 3_600_000;

/** The account with this one build in it; `config` is its image configuration. */
export function accountOf(evidence: Evidence, config: string | null): Account {
  const { image } = evidence;
  const id = /^\d{12}$/.test(image.account ?? '') ? (image.account ?? SOME_ACCOUNT) : SOME_ACCOUNT;
  const times = evidence.lines.flatMap(({ time }) => time ?? []);
  const clock = times.reduce((latest, time) => Math.max(latest, time), image.failedAt ?? 0) + DAY_MS;
  return { id, clock, builds: [new Recorder(evidence, id).build(config)], otherStacks: [], parentImages: [] };
}

/** An event with all its lines. */
interface Said {
  readonly at: number | null;
  readonly text: string;
}

class Recorder {
  readonly #evidence: Evidence;
  readonly #account: string;
  readonly #id: string;
  readonly #region: string;
  readonly #version: string;

  constructor(evidence: Evidence, account: string) {
    this.#evidence = evidence;
    this.#account = account;
    this.#id = evidence.image.id ?? 'image';
    this.#region = evidence.image.region ?? 'us-east-1';
    this.#version = evidence.image.pclusterVersion ?? '3.0.0';
  }

  build(config: string | null): Build {
    return {
      imageId: this.#id,
      region: this.#region,
      stack: this.#stack(),
      image: this.#image(),
      workflows: this.#workflows(),
      logGroup: this.#logGroup(),
      ami: null,
      config,
    };
  }

  #stack(): Stack | null {
    const { stackStatus, statusReason, startedAt } = this.#evidence.image;
    if (stackStatus === null) return null;
    return {
      id: `arn:aws:cloudformation:${this.#region}:${this.#account}:stack/${this.#id}/${SOME_UUID}`,
      name: this.#id,
      region: this.#region,
      status: stackStatus,
      reason: this.#said('image').length > 0 ? null : statusReason,
      createdAt: startedAt ?? 0,
      parameters: {},
      tags: {
        'parallelcluster:image_id': this.#id,
        'parallelcluster:version': this.#version,
        'parallelcluster:build_config': `s3://recorded/${this.#id}/image-config.yaml`,
      },
      events: this.#said('stack').flatMap((said) => this.#stackEvent(said)),
    };
  }

  #stackEvent({ at, text }: Said): StackEvent[] {
    const [, status, logicalId, type, reason] = /^(\S+) (\S+) (\S+)(?:: ([^]*))?$/.exec(text) ?? [];
    if (status === undefined || logicalId === undefined || type === undefined) return [];
    const physicalId = logicalId === 'ParallelClusterImage' && status !== 'CREATE_IN_PROGRESS' ? this.#arn() : '';
    return [{ at: at ?? 0, status, type, logicalId, physicalId, reason: reason ?? null }];
  }

  #image(): Image | null {
    const { imageStatus, parentImage, startedAt, os, osVersion, arch } = this.#evidence.image;
    if (imageStatus === null) return null;
    const [reason, ...contexts] = this.#said('image');
    return {
      arn: this.#arn(),
      name: `ParallelClusterImage-${this.#id}`,
      status: imageStatus,
      reason: reason?.text ?? null,
      failureContext: failureContext(
        contexts.map(({ text }) => text),
        this.#said('workflow').length > 0,
      ),
      createdAt: startedAt ?? 0,
      parentImage: parentImage ?? 'ami-0abc1234def567890',
      osVersion: systemName(os, osVersion),
      instanceType: arch === 'arm64' ? 'c7g.xlarge' : 'c5.xlarge',
      components: [],
      amis: [],
      tags: {},
    };
  }

  #workflows(): Workflow[] {
    const steps = this.#said('workflow').flatMap(({ at, text }) => {
      const [, status, name, action, message] = /^(\S+) (\S+) (\S+)(?:: ([^]*))?$/.exec(text) ?? [];
      if (status === undefined || name === undefined || action === undefined) return [];
      const rest = {
        inputs: {},
        outputs: {},
        onFailure: 'ABORT' as const,
        timeoutSeconds: 7200,
        startedAt: at,
        endedAt: at,
      };
      return [{ id: STEP, name, action, status, message: message ?? null, ...rest }];
    });
    if (steps.length === 0) return [];
    const at = steps[0]?.startedAt ?? 0;
    return [
      {
        id: `wf-${SOME_UUID}`,
        arn: 'arn:aws:imagebuilder:::workflow/build/build-image/1.0.3/1',
        type: 'BUILD',
        status: 'FAILED',
        message: null,
        startedAt: at,
        endedAt: at,
        steps,
      },
    ];
  }

  #logGroup(): LogGroup | null {
    const streams = this.#evidence.logs.flatMap(({ name }, log): Stream[] => {
      const parts = saidBy(this.#evidence.lines.filter((line) => line.log === log && line.witness === 'log'));
      if (parts.length === 0) return [];
      let now = parts.find(({ at }) => at !== null)?.at ?? 0;
      return [
        { name, parts: parts.map(({ at, text }) => ({ at: (now = Math.max(now, at ?? now)), after: null, text })) },
      ];
    });
    if (streams.length === 0) return null;
    const first = streams[0]?.parts[0];
    return {
      name: `/aws/imagebuilder/ParallelClusterImage-${this.#id}`,
      createdAt: first && 'at' in first ? (first.at ?? 0) : 0,
      retentionInDays: null,
      streams,
    };
  }

  #arn(): string {
    const version = /^\d+\.\d+\.\d+/.exec(this.#version)?.[0] ?? '3.0.0';
    return `arn:aws:imagebuilder:${this.#region}:${this.#account}:image/parallelclusterimage-${this.#id.toLowerCase()}/${version}/1`;
  }

  #said(witness: Line['witness']): Said[] {
    return saidBy(this.#evidence.lines.filter((line) => line.witness === witness));
  }
}

const STEP = `step-${SOME_UUID}`;

function saidBy(lines: readonly Line[]): Said[] {
  const said: { at: number | null; texts: string[] }[] = [];
  for (const { continues, time, text } of lines) {
    const last = said.at(-1);
    if (continues && last) last.texts.push(text);
    else said.push({ at: time, texts: [text] });
  }
  return said.map(({ at, texts }) => ({ at, text: texts.join('\n') }));
}

/** Back from the words in which the image's story tells it. */
function failureContext(sayings: readonly string[], hasStep: boolean): Readonly<Record<string, unknown>> | null {
  if (sayings.length === 0) return null;
  const failedStep = sayings.map((text) => /^failed in (\w+)$/.exec(text)?.[1]).find((step) => step !== undefined);
  const component = sayings
    .map((text) => /^failed in (arn:\S+)(?: ([a-z]+))?(?: ([\w-]+))?(?: (\w+))?(?:: ([^]*))?$/.exec(text))
    .find((found) => found !== null);
  return {
    ...(failedStep && { failedStep }),
    ...(hasStep && { stepExecutionId: STEP }),
    ...(component && {
      componentFailure: {
        componentArn: component[1],
        phaseName: component[2],
        stepName: component[3],
        action: component[4],
        errorMessage: component[5],
      },
    }),
  };
}

/** `Ubuntu 20.04`, as Image Builder calls `ubuntu2004`. */
function systemName(os: string | null, osVersion: string | null): string | null {
  const [, family, release = ''] = /^([a-z]+)(\d+)$/.exec(os ?? '') ?? [];
  if (family === undefined) return null;
  const names: Readonly<Record<string, string>> = {
    alinux: 'Amazon Linux',
    ubuntu: 'Ubuntu',
    rhel: 'Red Hat Enterprise Linux',
    rocky: 'Rocky Linux',
    centos: 'CentOS',
  };
  return `${names[family] ?? family} ${osVersion ?? (family === 'ubuntu' ? release.slice(0, 2) : release)}`;
}
