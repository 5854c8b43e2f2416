import type { TurnReason } from '../../../core/shelter/turn-reason.ts';
import { FAULT_KINDS } from '../world/fault.ts';
import type { Court, Judge } from './judge.ts';

/** What the watcher itself draws from what it sees. */
const BY_SIGHT: readonly TurnReason['kind'][] = [
  'fell',
  'fell-again',
  'bad-on-the-way-back',
  'waited',
];

/** Whatever may make an origin fail those who ask it. */
const ORIGIN_FAULTS = FAULT_KINDS.filter((kind) => kind.startsWith('origin-'));

/**
 * P7, beside what each line of the journal shows: no turn out by sight where, in truth, too few vantages
 * could see, or too few told the truth, and the origin answered all along.
 */
export function seeingWatcher({ world, report }: Court): Judge {
  const { policy } = world.landscape;
  const own = policy.vantages.filter(({ by }) => by === undefined);
  return {
    onEntry: ({ event, actions }) => {
      if (event.kind !== 'round-observed') return;
      for (const action of actions) {
        if (action.kind !== 'turn-dns' || action.mirrorShare < 1) continue;
        if (!BY_SIGHT.includes(action.why.kind)) continue;
        const platform = policy.platforms.find(({ id }) => id === action.platform);
        const now = world.time.now();
        const from = now - (policy.watch.roundsToFall + 2) * policy.watch.intervalMs;
        if (world.faults.during(ORIGIN_FAULTS, action.platform, from, now)) continue;
        if (world.faults.during(['hoster-down'], platform?.hoster ?? '', from, now)) continue;
        const liars = own.filter(({ id }) => world.faults.going('vantage-lies', id) !== undefined);
        if (liars.length >= policy.watch.votesToFall) continue;
        report(
          'P7',
          `${action.platform} was turned (${action.why.kind}), and its origin answered all along`,
        );
      }
    },
  };
}
