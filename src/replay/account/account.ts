// The nouns of a recorded AWS account, as plain values: what was built, in which region, and what each AWS service still says
// about it. Everything is JSON, so that the account of the demo can be read when the project is built and shipped as one module.

export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** What the account takes for now, in milliseconds since the epoch: later events have not happened yet. */
  readonly clock: number;
  readonly builds: readonly Build[];
  /** Stacks that have nothing to do with ParallelCluster images. */
  readonly otherStacks: readonly Stack[];
  /** AMIs that EC2 still describes. */
  readonly parentImages: readonly ParentImage[];
}

export interface ParentImage {
  /** `ami-…` */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** As EC2 says it: `x86_64`, `arm64`. */
  readonly architecture: string;
}

/** One run of `pcluster build-image`; any witness may be missing. */
export interface Build {
  readonly imageId: string;
  readonly region: string;
  readonly stack: Stack | null;
  readonly image: Image | null;
  readonly workflows: readonly Workflow[];
  readonly logGroup: LogGroup | null;
  /** What a good build leaves: the AMI with its tags. */
  readonly ami: BuiltAmi | null;
  /** The image configuration in S3; null where it is gone. */
  readonly config: string | null;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly status: string;
  readonly reason: string | null;
  readonly createdAt: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Oldest first, as they happened; CloudFormation tells them newest first. */
  readonly events: readonly StackEvent[];
}

export interface StackEvent {
  readonly at: number;
  readonly status: string;
  readonly type: string;
  readonly logicalId: string;
  /** Empty until the resource exists. */
  readonly physicalId: string;
  readonly reason: string | null;
}

export interface Image {
  /** ARN of the image build version: `…:image/parallelclusterimage-<id>/<version>/1`. */
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly reason: string | null;
  /** As GetImage sends it since 2026; the SDK's types lack it. */
  readonly failureContext: Readonly<Record<string, unknown>> | null;
  readonly createdAt: number;
  readonly parentImage: string;
  readonly osVersion: string | null;
  readonly instanceType: string;
  readonly components: readonly string[];
  readonly amis: readonly Ami[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface BuiltAmi {
  /** `ami-…` */
  readonly id: string;
  readonly name: string;
  /** As EC2 says it: `x86_64`, `arm64`. */
  readonly architecture: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Ami {
  readonly image: string;
  readonly name: string;
}

export interface Workflow {
  /** `wf-<uuid>` */
  readonly id: string;
  readonly arn: string;
  readonly type: string;
  readonly status: string;
  readonly message: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly steps: readonly WorkflowStep[];
}

export interface WorkflowStep {
  /** `step-<uuid>` */
  readonly id: string;
  readonly name: string;
  readonly action: string;
  readonly status: string;
  readonly message: string | null;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly onFailure: string;
  readonly timeoutSeconds: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

export interface LogGroup {
  readonly name: string;
  /** Twelve digits: of another account, which this one monitors. Its own groups have none. */
  readonly linkedAccount?: string;
  readonly createdAt: number;
  /** Events older than this many days before the clock are gone, without any error. */
  readonly retentionInDays: number | null;
  readonly streams: readonly Stream[];
}

/** A log stream as written down: single events and blocks that repeat. `services/stream-events.ts` plays it. */
export interface Stream {
  readonly name: string;
  readonly parts: readonly StreamPart[];
}

export type StreamPart = Beat | Repeat;

/** One event. `at` is absolute, `after` counts from the event before; exactly one of them is not null. Milliseconds. */
export interface Beat {
  readonly at: number | null;
  readonly after: number | null;
  readonly text: string;
}

export interface Repeat {
  readonly times: number;
  /** Milliseconds from the start of one turn to the start of the next, unless the beats inside take longer. */
  readonly every: number;
  readonly beats: readonly Beat[];
}
