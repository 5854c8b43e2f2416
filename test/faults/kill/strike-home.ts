import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import type { News } from '../../../home/rehearse/news.ts';
import { childrenOf } from '../../home/rehearse/processes.ts';
import type { KillKind, KillMoment } from './kill-plan.ts';

/** What a striker has done. */
export interface Strikes {
  /** Of each kill: what it waited for, and whether the home was ready. */
  readonly kills: readonly { readonly kind: KillKind; readonly ready: boolean }[];
  /** Every process that was a home of this rehearsal. */
  readonly pids: readonly number[];
  /** The most homes that lived at once: one. */
  readonly mostAtOnce: number;
}

export interface Striker {
  hear(news: News): void;
  /** Kill no more. @returns what was done, once the last of it is */
  rest(): Promise<Strikes>;
}

interface StrikerNeeds {
  readonly plan: Iterator<KillMoment>;
  readonly times: number;
  /** The sinks' own file, which the home does not write. */
  readonly sinksFile: string;
}

const LOOK_MS = 4;
/** What a moment waits for may never come: then it is as good as any. Chosen. */
const PATIENCE_MS = 6_000;
/** A start on a machine with much else to do; a rehearsal gives up homes that die before they stand. Chosen. */
const START_MAX_MS = 60_000;
/** After the scenario, so long: then a home may finish what it owes, which ends a rehearsal. Chosen. */
const TAIL_MS = 40_000;

/** Kills the one home of the rehearsal that this process plays, at the moments of a plan. */
export function striker({ plan, times, sinksFile }: StrikerNeeds): Striker {
  const kills: { kind: KillKind; ready: boolean }[] = [];
  const pids = new Set<number>();
  const resting = new AbortController();
  let mostAtOnce = 0;
  let [isUp, entries] = [false, 0];
  let work: Promise<void> = Promise.resolve();

  const homes = (): readonly number[] => {
    const found = childrenOf(process.pid, 'home-process.ts').map(({ pid }) => pid);
    mostAtOnce = Math.max(mostAtOnce, found.length);
    for (const pid of found) pids.add(pid);
    return found;
  };
  const passed = async (holds: () => boolean, withinMs = PATIENCE_MS): Promise<void> => {
    const from = performance.now();
    while (!holds() && performance.now() - from < withinMs && !resting.signal.aborted)
      await delay(LOOK_MS);
  };
  const come = async (moment: KillMoment, arrived: () => number): Promise<void> => {
    const isThere = () => isUp || (moment.kind === 'starting' && homes().length > 0);
    await passed(isThere, START_MAX_MS);
    const [entriesBefore, arrivedBefore] = [entries, arrived()];
    if (moment.kind === 'entry') await passed(() => entries > entriesBefore);
    if (moment.kind === 'message') await passed(() => arrived() >= arrivedBefore + moment.nth);
    await delay(moment.waitMs);
  };
  const strike = async (): Promise<void> => {
    const inbox = openArrivals(sinksFile);
    while (kills.length < times && !resting.signal.aborted) {
      const { value: moment } = plan.next() as IteratorYieldResult<KillMoment>;
      await come(moment, inbox.arrived);
      const found = homes();
      if (resting.signal.aborted || found.length === 0) continue;
      kills.push({ kind: moment.kind, ready: isUp });
      isUp = false;
      for (const pid of found) process.kill(pid, 'SIGKILL');
      await passed(() => homes().every((pid) => !found.includes(pid)));
    }
    inbox.close();
  };

  return {
    hear: ({ kind }) => {
      if (kind === 'entry') entries += 1;
      if (kind === 'standing' || kind === 'home-back') isUp = true;
      if (kind === 'standing') work = strike();
      if (kind === 'played') setTimeout(() => resting.abort(), TAIL_MS).unref();
    },
    rest: async () => {
      resting.abort();
      await work;
      homes();
      return { kills, pids: [...pids], mostAtOnce };
    },
  };
}

/** How many messages the sinks have taken in. */
function openArrivals(file: string): {
  readonly arrived: () => number;
  readonly close: () => void;
} {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = database.prepare('SELECT count(*) AS n FROM messages');
  return {
    arrived: () => Number(count.get()?.['n'] ?? 0),
    close: () => database.close(),
  };
}
