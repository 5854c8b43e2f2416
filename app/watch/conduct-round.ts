import { doubted } from '../../core/incident/doubted.ts';
import type { Policy } from '../../core/policy.ts';
import {
  after,
  type DurationMs,
  durationMs,
  type EpochMs,
  type PlatformId,
  seconds,
} from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';
import { measureMirrors, ROUNDS_PER_MIRROR } from './measure-mirrors.ts';
import { observeRound } from './observe-round.ts';
import type { Rounds } from './rounds.ts';
import { roundsOfMinute } from './rounds-of-minute.ts';
import { tellGap } from './tell-gap.ts';
import type { WatchPorts } from './watch-round.ts';

/** What conducting rounds of probes needs, where nothing but messages keeps time. */
export interface Conductor {
  readonly ports: WatchPorts & Pick<Ports, 'mirrors'>;
  readonly engine: Engine;
  readonly policy: Policy;
  readonly rounds: Rounds;
  readonly options: { readonly probeBudgetMs: number; readonly language: 'fr' | 'en' };
  /** Have a round conducted later. */
  readonly postRound: (due: EpochMs, delaySec: number) => Promise<void>;
  /** Have the public page written from the journal as it stands at `seq`. */
  readonly postPage: (seq: number) => Promise<void>;
}

/** `late`: its successor was due already; `taken`: somebody conducts it, or conducted a later one. */
export type RoundOutcome = 'done' | 'late' | 'taken';

/**
 * Spread a minute: post each of its rounds that is still to come, and have the page written, which
 * says how fresh it is. Done twice it posts twice, and the claims of `rounds` let each round be one.
 *
 * @returns the rounds that are due now: to be conducted by the caller, the latest only
 */
export async function spreadMinute(
  { ports, engine, policy, postRound, postPage }: Conductor,
  minute: EpochMs,
): Promise<EpochMs | null> {
  const dues = roundsOfMinute(minute, policy.watch.intervalMs);
  const now = ports.clock.now();
  for (const due of dues.filter((one) => one > now))
    await postRound(due, Math.round((due - now) / seconds(1)));
  const head = engine.head();
  if (head !== null) await postPage(head.seq);
  return dues.findLast((one) => one <= now) ?? null;
}

/**
 * Conduct one round: look at every origin, let time pass, and each third round measure the mirrors.
 * A round that comes after its successor was due is dropped: a late probe says nothing.
 *
 * One that was posted off the beat confirms a doubt: it looks at what is still in doubt, and at
 * nothing else. But where it comes so late that the next beat's round would be too soon after it, it
 * takes that one's place, and looks at all.
 *
 * @param holder who conducts; the same at another try
 * @param alarmed the platform of which an alarm asks for a look, at all, and for the word of its health
 *   check. @default null: the beat or a doubt asks
 */
export async function conductRound(
  conductor: Conductor,
  due: EpochMs,
  holder: string,
  alarmed: PlatformId | null = null,
): Promise<RoundOutcome> {
  const { ports, engine, policy, rounds, options } = conductor;
  const { intervalMs } = policy.watch;
  if (ports.clock.now() > due + intervalMs) return 'late';
  // Half an interval apart: an alarm's round takes the place of the next one, and adds none.
  const apartMs = durationMs(Math.floor(intervalMs / 2));
  if (!(await rounds.begin(due, holder, apartMs))) return 'taken';
  const beat = Math.ceil(due / intervalMs);
  const isBeats = beat * intervalMs - due < apartMs;
  const only = isBeats || alarmed !== null ? undefined : doubted(engine.state());
  const called = alarmed === null ? [] : [alarmed];
  if (only?.size !== 0) await observeRound(ports, engine, policy, options, only, called);
  // What is in doubt is looked at again at half the interval.
  if (doubted(engine.state()).size > 0) await confirmSoon(conductor, due, apartMs);
  const at = ports.clock.now();
  await engine.handle({ kind: 'tick', at, seenAt: at });
  if (isBeats) await tellGap(engine, await rounds.lastEnd(), at);
  await rounds.end(ports.clock.now());
  if (isBeats && beat % ROUNDS_PER_MIRROR === 0)
    await measureMirrors(ports, engine, policy, options);
  return 'done';
}

/** In whole seconds, as queues delay: never sooner than a round may follow another. */
async function confirmSoon(
  { ports, postRound }: Conductor,
  due: EpochMs,
  apartMs: DurationMs,
): Promise<void> {
  const next = after(due, apartMs);
  const delaySec = Math.max(0, Math.ceil((next - ports.clock.now()) / seconds(1)));
  await postRound(next, delaySec);
}
