import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Clock, Metrics } from '../../../app/ports.ts';
import type { PlatformMetricsConfig } from '../../../config/schema-metrics.ts';
import { createCloudWatchMetrics } from './cloudwatch-metrics.ts';

/** Metrics by the credentials of this process; one client a Region, made when it is first asked. */
export function openCloudWatchMetrics(
  platforms: Readonly<Record<string, PlatformMetricsConfig>>,
  clock: Pick<Clock, 'now'>,
): Metrics {
  const clients = new Map<string, CloudWatchClient>();
  const clientOf = (region: string): CloudWatchClient => {
    const client = clients.get(region) ?? new CloudWatchClient({ region, maxAttempts: 2 });
    clients.set(region, client);
    return client;
  };
  return createCloudWatchMetrics({ clientOf, platforms, clock });
}
