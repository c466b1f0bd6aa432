// A report over many failed builds at once: what it asks of AWS, how long it takes and how much memory, on a server that answers as slowly
// as a near region does, and with the quota that CloudWatch Logs has in the stricter ones.
import type { Report } from '../../src/model/diagnosis.ts';
import type { Account } from '../../src/replay/account/account.ts';
import type { FaultRule } from '../../src/replay/faults.ts';
import { startReplay } from '../../src/replay/server.ts';
import { fleetOf, FLEET_REGIONS } from '../replay/fleet.ts';
import { measure, type Measured } from './timing.ts';

export const FLEET = 200;
export const LATENCY_MS = 30;

/** GetLogEvents a second in Ireland, Frankfurt, Oregon and others: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const STRICT_QUOTA = 10;

export interface FleetRun extends Pick<Measured, 'wall' | 'peakMemory'> {
  readonly requests: number;
  readonly throttled: number;
  readonly mostInFlight: number;
  readonly examined: number;
  /** Builds of which something could not be seen because AWS had been asked too often. */
  readonly cutShort: number;
}

/** One report over the fleet; with the quota, calls beyond it are throttled. */
export async function fleetRun(account: Account, cli: readonly string[], quota: number | null): Promise<FleetRun> {
  const replay = await startReplay(fleetOf(account, FLEET), { latencyMs: LATENCY_MS, faults: quotaRules(quota) });
  try {
    const regions = FLEET_REGIONS.flatMap((region) => ['--region', region]);
    const argv = [...cli, '--json', ...regions];
    const { wall, peakMemory, stdout } = await measure({ name: 'fleet', argv, env: { AWS_ENDPOINT_URL: replay.url } });
    const { diagnoses }: Report = JSON.parse(stdout);
    return {
      wall,
      peakMemory,
      requests: replay.requests.length,
      throttled: replay.requests.filter(({ action, status }) => action === 'GetLogEvents' && status === 400).length,
      mostInFlight: replay.mostInFlight,
      examined: diagnoses.length,
      cutShort: diagnoses.filter(({ gaps }) => gaps.some(({ why }) => why.includes('throttled'))).length,
    };
  } finally {
    await replay.close();
  }
}

function quotaRules(quota: number | null): FaultRule[] {
  return quota === null ? [] : [{ action: 'GetLogEvents', perSecond: quota, fault: { kind: 'throttle' } }];
}
