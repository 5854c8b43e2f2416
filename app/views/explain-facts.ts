import type { Action } from '../../core/incident/action.ts';
import type { Event } from '../../core/incident/event.ts';
import type { PlatformState } from '../../core/incident/state.ts';
import type { ReplayedLine } from '../../core/journal/replay-under.ts';
import type { Policy } from '../../core/policy.ts';
import type { TurnReason } from '../../core/shelter/turn-reason.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import type { Fact } from './explanation.ts';
import type { Trail } from './explain-trail.ts';

type Round = Extract<Event, { kind: 'round-observed' }>;

/** What the facts of one line are drawn from. */
export interface Deciding {
  readonly line: ReplayedLine;
  readonly platform: PlatformId;
  /** With this line. */
  readonly trail: Trail;
}

/** The rule that decided about a turn, in numbers. */
export function turnFacts(
  { why, mirrorShare }: Extract<Action, { kind: 'turn-dns' }>,
  deciding: Deciding,
): readonly Fact[] {
  return [
    ...reasonFacts(why, deciding),
    ...personFacts(deciding),
    ...(mirrorShare > 0 ? mirrorFacts(deciding) : []),
  ];
}

function reasonFacts(why: TurnReason, deciding: Deciding): readonly Fact[] {
  const { line, platform } = deciding;
  const { watch } = line.policy;
  switch (why.kind) {
    case 'fell':
    case 'left-by-health':
    case 'fell-again':
    case 'bad-on-the-way-back':
      return roundFacts(deciding);
    case 'way-back':
    case 'mirror-gone':
      return backFacts(line.before.platforms[platform], line.entry.event.at, line.policy);
    case 'shed': {
      const { failedShare } = why;
      const values = { failedShare, windowMs: watch.errorWindowMs, limitShare: watch.errorShare };
      return [{ kind: 'error-share', values }, ...roundFacts(deciding)];
    }
    default:
      return [];
  }
}

/** k of n votes over r rounds, and what made fewer rounds suffice. */
export function roundFacts({ line, platform, trail }: Deciding): readonly Fact[] {
  const { entry, before, after, policy } = line;
  const { event } = entry;
  if (event.kind !== 'round-observed') return [];
  const was = before.platforms[platform];
  const is = after.platforms[platform];
  const relapsed = fellLately(was, event.at, policy);
  return [
    ...voteFacts(event, policy),
    ...(is?.streak.says === 'down'
      ? [
          fact('bad-rounds', {
            rounds: is.streak.rounds,
            needed: relapsed ? 1 : policy.watch.roundsToFall,
            sinceAt: is.streak.since,
          }),
        ]
      : []),
    ...halfInterval(trail, policy),
    ...(relapsed
      ? [
          fact('relapse-memory', {
            fellAt: was?.lastFall ?? 0,
            memoryMs: policy.watch.relapseMemoryMs,
          }),
        ]
      : []),
    ...(is !== undefined && is.leftByHealth > 0
      ? [fact('left-by-health', { rounds: is.leftByHealth })]
      : []),
  ];
}

function voteFacts({ votes }: Round, { watch }: Policy): readonly Fact[] {
  const against = votes.filter(({ says }) => says === 'down').length;
  const unseeing = votes.filter(({ says }) => says === 'blind');
  const blind = unseeing.filter(({ by }) => by === undefined).length;
  return [
    fact('votes', { against, of: votes.length - unseeing.length, needed: watch.votesToFall }),
    ...(blind > 0 ? [fact('blind', { count: blind })] : []),
  ];
}

const fellLately = (was: PlatformState | undefined, at: EpochMs, { watch }: Policy): boolean =>
  was?.lastFall !== undefined && was.lastFall !== null && at - was.lastFall < watch.relapseMemoryMs;

/** Rounds come a little early or late; what came within three quarters was asked for sooner. Chosen. */
const SOONER = 0.75;

function halfInterval({ rounds }: Trail, { watch }: Policy): readonly Fact[] {
  const [one, other] = rounds.slice(-2);
  if (one === undefined || other === undefined) return [];
  const gapMs = other.event.at - one.event.at;
  const sooner = gapMs <= SOONER * watch.intervalMs;
  return sooner ? [fact('half-interval', { gapMs, intervalMs: watch.intervalMs })] : [];
}

function backFacts(
  was: PlatformState | undefined,
  at: EpochMs,
  { watch, shelter }: Policy,
): readonly Fact[] {
  if (was === undefined) return [];
  const { streak } = was;
  const { shelteredSince, outSeenAt, turnedAt, mirrorShare } = was.shelter;
  const held =
    mirrorShare === 1
      ? fact('held', {
          heldMs: at - (outSeenAt ?? shelteredSince ?? at),
          leastMs: shelter.minHoldMs,
        })
      : fact('step-held', { heldMs: at - (turnedAt ?? at), leastMs: shelter.shareStepMs });
  return [
    fact('good-rounds', {
      rounds: streak.rounds,
      needed: watch.roundsToRecover,
      sinceAt: streak.since,
    }),
    held,
  ];
}

/** Whether the mirror was fit at that moment, since when that is known, and by which line. */
export function mirrorFacts({ line, platform, trail }: Deciding): readonly Fact[] {
  const mirror = line.after.platforms[platform]?.mirror ?? null;
  if (mirror === null) return [];
  const values = { measuredAt: mirror.at, line: trail.mirror?.seq ?? 0 };
  return [fact(mirror.fit ? 'mirror-fit' : 'mirror-unfit', values)];
}

/** Who asked for it, when a person did. */
export function personFacts({ line }: Pick<Deciding, 'line'>): readonly Fact[] {
  const { event } = line.entry;
  if (!('by' in event)) return [];
  const { name, role } = event.by;
  return [fact('person', { by: name, role, reason: 'reason' in event ? event.reason : '' })];
}

export const fact = (kind: Fact['kind'], values: Fact['values']): Fact => ({ kind, values });
