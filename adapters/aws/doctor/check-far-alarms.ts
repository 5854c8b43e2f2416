import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { FAR_ALARMS, GLOBAL_REGION, STACKS } from '../../../config/aws-names.ts';
import type { AwsConfig } from '../../../config/schema-aws.ts';
import type { Config } from '../../../config/schema.ts';
import type { ExpectedStack } from './expected-stacks.ts';
import { finding, type Finding } from './finding.ts';

/** An alarm that tells of what the home's own Region does not show. */
export interface FarAlarm {
  readonly alarm: string;
  /** That makes it. */
  readonly stack: ExpectedStack;
}

/** Those that a configuration synthesises. */
export function farAlarms(
  { platforms }: Pick<Config, 'platforms'>,
  { mirrors }: Pick<AwsConfig, 'mirrors'>,
): readonly FarAlarm[] {
  const watch = { name: STACKS.watch, region: GLOBAL_REGION };
  return [
    ...(platforms.some(({ mirror }) => mirror)
      ? [{ alarm: FAR_ALARMS.forward, stack: watch }]
      : []),
    ...(mirrors
      ? [
          {
            alarm: FAR_ALARMS.mirrorBuilds,
            stack: { name: STACKS.mirror, region: mirrors.region },
          },
        ]
      : []),
  ];
}

/**
 * Whether dead letters in us-east-1 and builds of mirrors that fail would be told of: each alarm there,
 * with somebody to tell, and not ringing.
 */
export async function checkFarAlarms(
  wanted: readonly FarAlarm[],
  isThere: (stack: ExpectedStack) => Promise<boolean>,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const there = await Promise.all(wanted.map(async ({ stack }) => isThere(stack)));
  const made = wanted.filter((_, index) => there[index]);
  if (made.length === 0) return [finding('alarms', 'alarms-to-come')];
  const found = await Promise.all(made.map((one) => lookAt(one, abortSignal)));
  const faults = found.filter((one) => one !== null);
  if (faults.length > 0) return faults;
  return [finding('alarms', 'alarms-ready', { alarms: made.map(({ alarm }) => alarm).join(', ') })];
}

/** @returns null when nothing is to be said of it */
async function lookAt(
  { alarm, stack: { name: stack, region } }: FarAlarm,
  abortSignal: AbortSignal,
): Promise<Finding | null> {
  const client = new CloudWatchClient({ region, maxAttempts: 2 });
  const values = { alarm, stack, region };
  try {
    const asked = new DescribeAlarmsCommand({ AlarmNames: [alarm], AlarmTypes: ['MetricAlarm'] });
    const { MetricAlarms = [] } = await client.send(asked, { abortSignal });
    const its = MetricAlarms.find(({ AlarmName }) => AlarmName === alarm);
    if (its === undefined) return finding('alarms', 'alarm-missing', values);
    if (its.ActionsEnabled === false || (its.AlarmActions ?? []).length === 0)
      return finding('alarms', 'alarm-silent', values);
    return its.StateValue === 'ALARM' ? finding('alarms', 'alarm-rings', values) : null;
  } finally {
    client.destroy();
  }
}
