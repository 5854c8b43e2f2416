import { hashOf } from '../../../adapters/local/hash.ts';
import { judgeJournal } from '../../../core/promises/judge-journal.ts';
import { inEnglish } from '../../fixtures/in-english.ts';
import type { World } from '../world/world.ts';
import { bounded } from './bounded.ts';
import { eachOnce } from './each-once.ts';
import { explained } from './explained.ts';
import { fewTurns } from './few-turns.ts';
import { fitMirrors } from './fit-mirrors.ts';
import { healthAlone } from './health-alone.ts';
import { honestWords } from './honest-words.ts';
import type { Broken, Court, Judge } from './judge.ts';
import { markedDrills } from './marked-drills.ts';
import { nothingLost } from './nothing-lost.ts';
import { seeingWatcher } from './seeing-watcher.ts';

const JUDGES: readonly ((court: Court) => Judge)[] = [
  fitMirrors,
  healthAlone,
  eachOnce,
  fewTurns,
  honestWords,
  nothingLost,
  seeingWatcher,
  explained,
  markedDrills,
  bounded,
];

/** All judges as one, and what they have seen broken. */
export interface Bench extends Required<Omit<Judge, 'onEntry'>> {
  readonly onEntry: (entry: Parameters<NonNullable<Judge['onEntry']>>[0]) => void;
  readonly state: () => ReturnType<Court['state']>;
  report: Court['report'];
  readonly broken: () => readonly Broken[];
}

/** So many are told of one world: the first shows what is wrong. Chosen. */
const BROKEN_MOST = 20;

/**
 * A hold is as long as the clocks of those who write the journal agree that it is: an hour that a line
 * tells may be off by as much as they are.
 */
function clocksAgree({ time, faults, landscape }: World): boolean {
  const { minHoldMs } = landscape.policy.shelter;
  return !faults.during(['clock-skewed'], undefined, time.now() - 2 * minHoldMs, time.now());
}

export function openBench(world: World, livesSince: (at: number) => boolean): Bench {
  const broken: Broken[] = [];
  const journal = judgeJournal(world.landscape.policy, hashOf);
  const report: Court['report'] = (promise, why) => {
    if (broken.length < BROKEN_MOST) broken.push({ promise, step: world.time.steps(), why });
    world.log(`BROKEN ${promise} ${why}`);
  };
  const court: Court = { world, state: () => journal.state(), livesSince, report };
  const judges = JUDGES.map((open) => open(court));
  return {
    onEntry: (entry) => {
      const before = journal.state();
      for (const { promise, said } of journal.take(entry))
        if (promise !== 'P4' || clocksAgree(world)) report(promise, inEnglish(said));
      const after = journal.state();
      for (const judge of judges) judge.onEntry?.(entry, before, after);
    },
    onAsked: (...what) => judges.forEach((judge) => judge.onAsked?.(...what)),
    onTurn: (...what) => judges.forEach((judge) => judge.onTurn?.(...what)),
    onSend: (...what) => judges.forEach((judge) => judge.onSend?.(...what)),
    onArrival: (arrived) => judges.forEach((judge) => judge.onArrival?.(arrived)),
    onBeat: () => judges.forEach((judge) => judge.onBeat?.()),
    atEnd: () => judges.forEach((judge) => judge.atEnd?.()),
    state: () => journal.state(),
    report,
    broken: () => broken,
  };
}
