import type { StatusView } from '../../../app/views/status-view.ts';

/** The whole in one word and one sentence. */
export const statuspageStatus = (view: StatusView): object => ({
  indicator: indicatorOf(view),
  description: view.overall.sentence,
});

/** Statuspage's four words: none, minor, major, critical. A drill is none of them. */
function indicatorOf({ platforms, stale }: StatusView): string {
  const broken = platforms.filter(({ look, drill }) => look === 'down' && !drill).length;
  if (broken > 0) return broken * 2 > platforms.length ? 'critical' : 'major';
  return stale || platforms.some(({ look, drill }) => look !== 'up' && !drill) ? 'minor' : 'none';
}
