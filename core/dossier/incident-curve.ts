import type { State } from '../incident/state.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import type { Observation } from '../watch/observation.ts';
import type { IncidentStory } from './incident-story.ts';

/** An incident as a picture shows it: what probes found, where visitors were sent, when word left. */
export interface IncidentCurve {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Equal parts of the time from `from` to `to`, at most {@link PARTS_MOST}. */
  readonly parts: readonly CurvePart[];
  /** The part of visitors sent to the mirror, from each moment on; in order of time. */
  readonly shares: readonly { readonly at: EpochMs; readonly mirrorShare: number }[];
  /** When each notice's first message was accepted; in order of time. */
  readonly notices: readonly EpochMs[];
}

export interface CurvePart {
  readonly probes: number;
  readonly failed: number;
}

/** As many as a page is wide in bars that an eye tells apart. Chosen. */
export const PARTS_MOST = 120;

/** No part is shorter: a round of probes lasts ten seconds, or a few minutes at most. Chosen. */
const PART_LEAST_MS = 60_000;

/**
 * Draw up the curve of one incident. Probes of the mirror, of other platforms and of vantages that
 * saw nothing are left out.
 */
export function incidentCurve(
  { incident, lines, notices }: IncidentStory,
  seen: readonly Observation[],
  window: { readonly from: EpochMs; readonly to: EpochMs },
): IncidentCurve {
  const { from } = window;
  const to = Math.max(window.to, from + PART_LEAST_MS) as EpochMs;
  return {
    from,
    to,
    parts: partsOf(incident.platform, seen, from, to),
    shares: sharesOf(incident.platform, lines, from),
    notices: notices
      .flatMap(({ firstAcceptedAt }) => firstAcceptedAt ?? [])
      .toSorted((one, other) => one - other),
  };
}

function partsOf(
  platform: PlatformId,
  seen: readonly Observation[],
  from: EpochMs,
  to: EpochMs,
): readonly CurvePart[] {
  const count = Math.max(1, Math.min(PARTS_MOST, Math.floor((to - from) / PART_LEAST_MS)));
  const probes = Array.from({ length: count }, () => 0);
  const failed = probes.slice();
  for (const one of seen) {
    const counts = one.platform === platform && one.target === 'origin' && one.at >= from;
    if (!counts || one.at > to || one.failure?.stage === 'vantage') continue;
    const part = Math.min(count - 1, Math.floor(((one.at - from) / (to - from)) * count));
    probes[part] = (probes[part] ?? 0) + 1;
    if (one.failure !== null) failed[part] = (failed[part] ?? 0) + 1;
  }
  return probes.map((all, part) => ({ probes: all, failed: failed[part] ?? 0 }));
}

/** The first is that of before the fall, when a part may have been kept on the mirror already. */
function sharesOf(
  platform: PlatformId,
  lines: IncidentStory['lines'],
  from: EpochMs,
): IncidentCurve['shares'] {
  const shareIn = ({ platforms }: State): number => platforms[platform]?.shelter.mirrorShare ?? 0;
  const [first] = lines;
  const shares = [{ at: from, mirrorShare: first === undefined ? 0 : shareIn(first.before) }];
  for (const { entry, after } of lines) {
    const mirrorShare = shareIn(after);
    if (shares.at(-1)?.mirrorShare !== mirrorShare)
      shares.push({ at: entry.event.at, mirrorShare });
  }
  return shares;
}
