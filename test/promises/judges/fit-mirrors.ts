import { seconds } from '../../../core/units.ts';
import { ROUNDS_PER_MIRROR } from '../../../app/watch/measure-mirrors.ts';
import { FAULT_KINDS } from '../world/fault.ts';
import type { Court, Judge } from './judge.ts';

/** What is known for less than this may be on its way to whoever acts on it. Chosen. */
const KNOWN_FOR_MS = seconds(45);

const MIRROR_FAULTS = ['mirror-down', 'mirror-stale', 'mirror-certificate'] as const;
/** Whatever keeps a mirror from being measured, or the measure from being known. */
const UNMEASURED = [
  'mirror-record-unreadable',
  'vantage-cut',
  'vantages-cut',
  'vantage-silent',
  'store-down',
  'store-answer-lost',
  'stopped',
  'killed',
  'clock-skewed',
] as const;
const ORIGIN_FAULTS = FAULT_KINDS.filter((kind) => kind.startsWith('origin-'));

/**
 * P1, beside what each line of the journal shows: nobody asks DNS to send visitors to a mirror that
 * Préau has known to be unfit for a while, whose origin it has known to answer for as long; nor to one
 * that has in truth been unfit for two measures, whose origin has answered all along, with nothing in
 * the way of measuring it.
 */
export function fitMirrors({ world, state, report }: Court): Judge {
  const since = new Map<string, number>();
  const { policy } = world.landscape;
  const measuredWithinMs = 2 * ROUNDS_PER_MIRROR * policy.watch.intervalMs + seconds(30);
  const isFolly = (id: string): boolean => {
    const platform = state().platforms[id as never];
    return platform?.standing === 'up' && platform.mirror?.fit === false;
  };
  const isFollyInTruth = (id: string): boolean => {
    const now = world.time.now();
    const from = now - measuredWithinMs;
    const { faults } = world;
    const hoster = policy.platforms.find((one) => one.id === id)?.hoster ?? '';
    const isUnfit = MIRROR_FAULTS.some((kind) => (faults.going(kind, id)?.from ?? now) < from);
    const isUp =
      !faults.during(ORIGIN_FAULTS, id, from, now) &&
      !faults.during(['hoster-down'], hoster, from, now);
    return (
      isUnfit && isUp && !UNMEASURED.some((kind) => faults.during([kind], undefined, from, now))
    );
  };
  return {
    onEntry: () => {
      for (const id of Object.keys(state().platforms)) {
        if (!isFolly(id)) since.delete(id);
        else if (!since.has(id)) since.set(id, world.time.now());
      }
    },
    onAsked: (id, what) => {
      const told = world.dns.told(id);
      const goesOut =
        // The second belt, set late behind the first: nobody is sent anywhere.
        (what.kind === 'hold' && what.on && !told.hold && told.share < 1) ||
        (what.kind === 'share' && what.share > told.share && !told.hold);
      if (!goesOut) return;
      const at = since.get(id);
      if (at !== undefined && world.time.now() - at >= KNOWN_FOR_MS)
        report('P1', `${id}: visitors sent to a mirror known unfit, from an origin known up`);
      else if (isFollyInTruth(id))
        report('P1', `${id}: visitors sent to a mirror unfit in truth, from an origin that is up`);
    },
  };
}
