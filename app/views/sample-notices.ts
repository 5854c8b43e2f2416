import type { NoticeContent, Phase } from '../../core/notice/notice.ts';
import { platformSaid } from '../../core/notice/platform-said.ts';
import type { Policy } from '../../core/policy.ts';
import { after, epochMs, incidentId, minutes } from '../../core/units.ts';

export const SAMPLE_PHASES: readonly Phase[] = [
  'outage',
  'cause',
  'correction',
  'recovery',
  'relapse',
  'drill',
];

/** A morning that everybody remembers: 6 April 2021, 8.12 in Paris. */
const FELL_AT = epochMs(Date.UTC(2021, 3, 6, 6, 12));

const known = new WeakMap<Policy, readonly NoticeContent[]>();

/**
 * One made-up notice of each phase, of the first platform with a mirror: what a person looks at before
 * anything has fallen. The same policy gives the same contents, so that each is worded once.
 *
 * @returns empty where no platform has a mirror
 */
export function sampleNotices(policy: Policy): readonly NoticeContent[] {
  const made = known.get(policy) ?? make(policy);
  known.set(policy, made);
  return made;
}

function make(policy: Policy): readonly NoticeContent[] {
  const platform = policy.platforms.find(({ mirror }) => mirror !== undefined);
  if (platform === undefined) return [];
  const said = platformSaid(platform, policy.notices.statusUrl);
  return SAMPLE_PHASES.map((phase) => ({
    ...said,
    phase,
    incident: incidentId('exemple'),
    reference: 'P-0001',
    fellAt: FELL_AT,
    sheltered: true,
    cause: phase === 'outage' || phase === 'drill' ? 'undetermined' : 'overload',
    rung: phase === 'outage' || phase === 'drill' ? 'inconnue' : 'probable',
    open: [],
    facts: [],
    nextWordAt: phase === 'recovery' ? null : after(FELL_AT, minutes(30)),
    recoveredAt: phase === 'recovery' ? after(FELL_AT, minutes(95)) : null,
    ...(phase === 'correction' && {
      corrects: {
        cause: 'attack' as const,
        saidAt: after(FELL_AT, minutes(20)),
        notice: 'exemple',
      },
    }),
    drill: phase === 'drill',
  }));
}
