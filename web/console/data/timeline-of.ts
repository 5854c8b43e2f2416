import { platformMarks } from '../../../app/views/platform-marks.ts';
import { type TimelineChart, timelineChart } from '../../../app/views/timeline-chart.ts';
import type { ConsoleSources } from '../pages/console-sources.ts';
import type { Stretch } from './read-stretch.ts';

/**
 * @param most cells at most
 * @returns null for a platform that is not known, and where this home keeps no measurements
 */
export async function timelineOf(
  { platform, from, to }: Stretch,
  { ground, observations, turnsOf }: ConsoleSources,
  most?: number,
): Promise<TimelineChart | null> {
  if (ground === undefined || observations === undefined) return null;
  const { state, policy, extras } = ground();
  if (!policy.platforms.some(({ id }) => id === platform)) return null;
  const happened = {
    marks: platformMarks(platform, state, extras),
    shares: turnsOf?.(platform) ?? [],
  };
  const seen = await observations(platform, from, to);
  return timelineChart(platform, policy, seen, happened, { from, to }, most);
}
