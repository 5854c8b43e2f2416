import type { NoticeContent, Phase } from '../../core/notice/notice.ts';
import { platformSaid } from '../../core/notice/platform-said.ts';
import type { Platform } from '../../core/platform.ts';
import type { Policy } from '../../core/policy.ts';
import { after, type EpochMs, epochMs, hours, incidentId } from '../../core/units.ts';

/** Phases that can be foreseen without an incident: a correction has the readers of one. */
export const FORESEEN_PHASES = ['outage', 'cause', 'recovery', 'relapse', 'drill'] as const;
export type ForeseenPhase = (typeof FORESEEN_PHASES)[number] & Phase;

/** A fall that is told of its end began this long before. Chosen: a class hour. */
const FELL_BEFORE = hours(1);

/** What a notice would say if the platform fell now: as long as its words get, for a count. */
export function contentIfNow(
  platform: Platform,
  phase: ForeseenPhase,
  now: EpochMs,
  { notices }: Policy,
): NoticeContent {
  const ended = phase === 'recovery';
  const isDrill = phase === 'drill';
  const caused = phase === 'cause' || ended;
  return {
    phase,
    ...platformSaid(platform, notices.statusUrl),
    incident: incidentId(`${platform.id}-plan`),
    reference: 'P-0000',
    fellAt: ended ? epochMs(now - FELL_BEFORE) : now,
    sheltered: platform.mirror !== undefined && !ended,
    cause: caused ? 'overload' : 'undetermined',
    rung: caused ? 'probable' : 'inconnue',
    open: [],
    facts: [],
    nextWordAt: ended || isDrill ? null : after(now, notices.nextWordMs),
    recoveredAt: ended ? now : null,
    drill: isDrill,
  };
}
