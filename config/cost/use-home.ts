import { queueShapeOf, queuesOf } from '../aws-queues.ts';
import type { AwsConfig } from '../schema-aws.ts';
import {
  API_CALLS,
  FILES_GB,
  KEY_CALLS,
  KEYS,
  METRICS,
  MINUTES_PER_MONTH,
  MIRROR_GB,
  PAGE_FILES,
  POLLS_PER_MINUTE,
} from './assumptions.ts';
import type { Usage } from './cost-line.ts';
import { homeAlarmMetrics } from './home-alarm-metrics.ts';
import type { Scale } from './scale.ts';

/** An alarm on both checks together, and one on the origin's alone: config/aws-names.ts. */
const ALARMS_PER_PLATFORM = 2;
/** What was not forwarded from us-east-1; builds of mirrors that failed, ran late or were ended. */
const FORWARD_METRICS = 1;
const BUILD_METRICS = 3;
/** Turns of one platform's alarms in a month, here and back. Chosen. */
const TURNS = 20;
const grows = 'with the home';

/** Queues that are asked all day, schedules, alarms and metrics, files, keys. */
export function useHome(scale: Scale, aws: AwsConfig | undefined): readonly Usage[] {
  return [...useQueues(scale), ...useWatching(scale), ...useFiles(scale, aws)];
}

function useQueues({ roundsPerMonth, sheltered, tellsBrowsers }: Scale): readonly Usage[] {
  const polls = POLLS_PER_MINUTE * MINUTES_PER_MONTH;
  const names = queuesOf({ pushes: tellsBrowsers });
  const ordered = names.filter((name) => queueShapeOf(name).fifo).length;
  const queues = names.length - ordered;
  return [
    {
      id: 'queue-polls',
      price: 'queueRequest',
      quantity: queues * polls,
      grows,
      values: { queues },
    },
    {
      id: 'queue-polls-fifo',
      price: 'queueRequestFifo',
      quantity: ordered * polls,
      grows,
      values: { queues: ordered },
    },
    // Sent and deleted; the pollers' own requests bring them.
    {
      id: 'queue-messages',
      price: 'queueRequest',
      quantity: 2 * (roundsPerMonth + (tellsBrowsers ? 3 : 2) * MINUTES_PER_MONTH),
      grows,
    },
    { id: 'schedules', price: 'schedule', quantity: MINUTES_PER_MONTH * 1.2, grows },
    {
      id: 'events-elsewhere',
      price: 'eventElsewhere',
      quantity: sheltered * ALARMS_PER_PLATFORM * TURNS,
      grows: 'with platforms',
    },
  ];
}

function useWatching(scale: Scale): readonly Usage[] {
  const { sheltered, regions, cloudFront } = scale;
  const elsewhere = (sheltered > 0 ? FORWARD_METRICS : 0) + (cloudFront > 0 ? BUILD_METRICS : 0);
  return [
    {
      id: 'alarms',
      price: 'alarm',
      quantity: sheltered * ALARMS_PER_PLATFORM,
      grows: 'with platforms',
    },
    {
      id: 'home-alarms',
      price: 'alarm',
      quantity: homeAlarmMetrics(scale) + elsewhere,
      grows,
    },
    { id: 'metrics', price: 'metric', quantity: METRICS + regions, grows },
    { id: 'dashboard', price: 'dashboard', quantity: 1, grows },
  ];
}

function useFiles(
  { cloudFront, tellsBrowsers }: Scale,
  aws: AwsConfig | undefined,
): readonly Usage[] {
  const secrets = 1 + (tellsBrowsers ? 1 : 0) + (aws?.secondHost ? 1 : 0) + (aws?.mirrors ? 1 : 0);
  return [
    {
      id: 'page-puts',
      price: 'storagePut',
      quantity: MINUTES_PER_MONTH * PAGE_FILES.changed,
      grows,
    },
    { id: 'page-looks', price: 'storageGet', quantity: MINUTES_PER_MONTH * PAGE_FILES.all, grows },
    { id: 'stored-files', price: 'storage', quantity: FILES_GB, grows },
    {
      id: 'stored-mirrors',
      price: 'storage',
      quantity: cloudFront * MIRROR_GB,
      grows: 'with platforms',
      values: { mirrors: cloudFront, gb: MIRROR_GB },
    },
    { id: 'keys', price: 'key', quantity: KEYS, grows },
    { id: 'key-calls', price: 'keyRequest', quantity: KEY_CALLS, grows },
    { id: 'secrets', price: 'secret', quantity: secrets, grows },
    { id: 'api-calls', price: 'apiRequest', quantity: API_CALLS, grows },
  ];
}
