import type { FaultyRound } from '../incident/state.ts';
import type { WatchPolicy } from '../policy.ts';
import type { EpochMs } from '../units.ts';
import type { Vote } from './observation.ts';

/** Fewer failed probes than this are a bad minute, whatever part of all they are. Chosen. */
const FAULTS_LEAST = 5;
/** Failures of one round are one stumble: a brown-out shows in several. Chosen. */
const ROUNDS_LEAST = 3;

type Window = Pick<WatchPolicy, 'errorWindowMs' | 'intervalMs'>;

/**
 * What the vantages that saw say of one round; null when none found fault. A health check's word is no
 * probe of the round: it is asked for in bad ones only, and a fifth of its checkers make it healthy.
 */
export function faultOfRound(votes: readonly Vote[], at: EpochMs): FaultyRound | null {
  if (votes.every(({ failure }) => failure === undefined)) return null;
  const seeing = votes.filter(({ says, by }) => says !== 'blind' && by === undefined);
  // A page that came late is a fault too, though the vantage saw it.
  const by = seeing.filter(({ failure }) => failure !== undefined).map(({ vantage }) => vantage);
  return by.length === 0 ? null : { at, by, asked: seeing.length };
}

/** The faulty rounds that are still within the window at `at`. */
export const withinWindow = (
  faults: readonly FaultyRound[],
  at: EpochMs,
  { errorWindowMs }: Pick<WatchPolicy, 'errorWindowMs'>,
): readonly FaultyRound[] => {
  const since = at - errorWindowMs;
  return faults.every((fault) => fault.at > since)
    ? faults
    : faults.filter((fault) => fault.at > since);
};

/**
 * Whether a faulty round adds nothing to a window: one vantage alone has found fault in it, often
 * enough. Until another agrees its word is noise, and a journal is no place for noise.
 */
export function isOldNews(faults: readonly FaultyRound[], { by }: FaultyRound): boolean {
  const [only] = by;
  if (by.length > 1 || faults.length < FAULTS_LEAST) return false;
  return faults.every((fault) => fault.by.length === 1 && fault.by[0] === only);
}

/**
 * The part of a window's probes that failed, 0 to 1.
 *
 * Only faulty rounds are kept, since a journal is no thermometer: the others are known by the beat
 * at which rounds come. Rounds that did not come count as good ones: who did not look accuses nobody.
 *
 * @param faults of one window
 */
export function errorShare(
  faults: readonly FaultyRound[],
  { errorWindowMs, intervalMs }: Window,
): number {
  const failed = sum(faults.map(({ by }) => by.length));
  const widest = Math.max(1, ...faults.map(({ asked }) => asked));
  const expected = (errorWindowMs / intervalMs) * widest;
  return failed / Math.max(expected, sum(faults.map(({ asked }) => asked)));
}

/** Whether so many probes of a window fail, and of enough vantages, that the platform is degraded. */
export function isDegraded(
  faults: readonly FaultyRound[],
  policy: Window & Pick<WatchPolicy, 'errorShare' | 'votesToFall'>,
): boolean {
  const failed = faults.flatMap(({ by }) => by);
  if (failed.length < FAULTS_LEAST || faults.length < ROUNDS_LEAST) return false;
  if (new Set(failed).size < policy.votesToFall) return false;
  return errorShare(faults, policy) >= policy.errorShare;
}

/** Whether a degraded platform is well again: at half of what made it so, lest it dither. */
export const isWellAgain = (
  faults: readonly FaultyRound[],
  policy: Window & Pick<WatchPolicy, 'errorShare'>,
): boolean => errorShare(faults, policy) <= policy.errorShare / 2;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
