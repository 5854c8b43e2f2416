import type { CheckIds } from '../../../config/aws-exports.ts';
import type { CheckHealth } from '../check-health.ts';
import { finding, type Finding } from './finding.ts';

/** What Route 53 says of each platform's checks. */
export async function checkHealthChecks(
  exported: () => Promise<ReadonlyMap<string, CheckIds>>,
  healthOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, CheckHealth>>,
): Promise<readonly Finding[]> {
  const platforms = await exported();
  if (platforms.size === 0) return [finding('health', 'health-none')];
  const health = await healthOf([...platforms.values()].flatMap((ids) => [ids.both, ids.origin]));
  const found = [...platforms].flatMap(([platform, { both, origin }]) => {
    const code = judge(health.get(origin) ?? 'no data', health.get(both) ?? 'no data');
    return code === null ? [] : [finding('health', code, { platform })];
  });
  if (found.length > 0) return found;
  return [finding('health', 'health-well', { count: platforms.size })];
}

/** @returns null when the platform is well */
function judge(origin: CheckHealth, both: CheckHealth) {
  if (origin === 'no data' || both === 'no data') return 'health-no-data';
  if (!origin.healthy) return 'health-origin-fails';
  return both.healthy ? null : 'health-held';
}
