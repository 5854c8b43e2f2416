import { formatShare } from '../../../app/views/format-share.ts';
import type { Policy } from '../../../core/policy.ts';
import type { DurationMs } from '../../../core/units.ts';
import { formatTerm } from '../../markup/format-term.ts';

/** One rule as people read it: its name in `console.rules.say`, its figures, its place in preau.yaml. */
export interface RuleLine {
  readonly name: string;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface RuleGroup {
  readonly name: 'watch' | 'shelter' | 'notices' | 'cause';
  readonly lines: readonly RuleLine[];
}

/** All that is decided by, in the order of preau.yaml. */
export function ruleGroups(policy: Policy, language: 'fr' | 'en'): readonly RuleGroup[] {
  const time = (ms: DurationMs): string => formatTerm(ms, language);
  const part = (share: number): string => formatShare(share, language);
  return [
    { name: 'watch', lines: watchLines(policy, time, part) },
    { name: 'shelter', lines: shelterLines(policy, time, part) },
    { name: 'notices', lines: noticeLines(policy, time) },
    { name: 'cause', lines: causeLines(policy, time) },
  ];
}

type Time = (ms: DurationMs) => string;
type Part = (share: number) => string;

const line = (
  key: string,
  values: RuleLine['values'],
  name = key.split('.').at(-1) ?? '',
): RuleLine => ({
  name,
  key,
  values,
});

const watchLines = ({ watch }: Policy, time: Time, part: Part): readonly RuleLine[] => [
  line('watch.interval', { value: time(watch.intervalMs) }),
  line('watch.votesToFall', { value: watch.votesToFall }),
  line('watch.roundsToFall', {
    value: watch.roundsToFall,
    time: time((watch.roundsToFall * watch.intervalMs) as DurationMs),
  }),
  line('watch.roundsToRecover', { value: watch.roundsToRecover }),
  line('watch.relapseMemory', { value: time(watch.relapseMemoryMs) }),
  line('watch.errorShare', { value: part(watch.errorShare), time: time(watch.errorWindowMs) }),
  line('watch.massShare', { value: part(watch.massShare), time: time(watch.massWindowMs) }),
];

const shelterLines = ({ shelter }: Policy, time: Time, part: Part): readonly RuleLine[] => [
  line('shelter.minHold', { value: time(shelter.minHoldMs) }),
  line('shelter.originShares', { value: shelter.originShares.map(part).join(', ') }),
  line('shelter.shareStep', { value: time(shelter.shareStepMs) }),
  shelter.shedShare > 0
    ? line('shelter.shedShare', { value: part(shelter.shedShare) })
    : line('shelter.shedShare', {}, 'shedNothing'),
  line('shelter.classStarts', { value: shelter.classStarts.map(clockTime).join(', ') }),
  shelter.blastRadius < 1
    ? line('shelter.blastRadius', { value: part(shelter.blastRadius) })
    : line('shelter.blastRadius', {}, 'blastUnlimited'),
];

const clockTime = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

function noticeLines({ notices }: Policy, time: Time): readonly RuleLine[] {
  const { vetoMs, vetoByPhase = {}, longestWordMs, escalation } = notices;
  return [
    vetoMs > 0 ? line('notices.veto', { value: time(vetoMs) }) : line('notices.veto', {}, 'noVeto'),
    ...Object.entries(vetoByPhase).map(([phase, ms]) =>
      line('notices.vetoByPhase', { phase, value: time(ms) }),
    ),
    line('notices.nextWord', { value: time(notices.nextWordMs) }),
    ...(longestWordMs === undefined
      ? []
      : [line('notices.longestWord', { value: time(longestWordMs) })]),
    line('notices.budget', { value: notices.budgetEuros }),
    line('notices.smsDays', {}, 'quiet'),
    escalation === undefined
      ? line('notices.escalation', {}, 'noEscalation')
      : line('notices.escalation', {
          value: time(escalation.afterMs),
          levels: escalation.levels.length,
        }),
  ];
}

const causeLines = ({ cause }: Policy, time: Time): readonly RuleLine[] => [
  line('cause.firstWord', { value: time(cause.firstWordMs) }),
  line('cause.review', { value: time(cause.reviewMs) }),
  line('cause', {}, 'rungs'),
  line('cause', {}, 'clocks'),
];
