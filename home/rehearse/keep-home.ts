import { join } from 'node:path';
import { openJournal } from '../../adapters/local/journal.ts';
import type { Clock } from '../../app/ports.ts';
import type { StagedClaim } from '../../config/scenario.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import type { State } from '../../core/incident/state.ts';
import { step } from '../../core/incident/step.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Policy } from '../../core/policy.ts';
import type { HomeSpec } from '../home-spec.ts';
import { type Child, startChild } from './child.ts';
import type { News } from './news.ts';

type HomeTold =
  | { readonly kind: 'ready' }
  | { readonly kind: 'listening'; readonly consolePort: number; readonly head: number }
  | { readonly kind: 'entry'; readonly entry: JournalEntry };

export interface KeptHome {
  readonly state: () => State;
  readonly consolePort: () => number;
  readonly pid: () => number;
  hearClaim(claim: StagedClaim): void;
  stop(patienceMs: number): Promise<void>;
}

interface HomeNeeds {
  readonly spec: HomeSpec;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly tell: (news: News) => void;
}

const MEMORY = { oldSpace: 256, semiSpace: 4 };
const HOME = new URL('../home-process.ts', import.meta.url);
/** Killed more often than this and something else is wrong; chosen. */
const LIVES_MAX = 400;

/**
 * Keep one home alive: start it, and start it again when it dies, as a supervisor of a real
 * machine would. What it decided comes from its journal, not from its word.
 */
export async function keepHome({ spec, policy, clock, tell }: HomeNeeds): Promise<KeptHome> {
  let state = await replay(spec, policy);
  let consolePort = 0;
  let ending = false;
  let lives = 0;
  let seen = state.seq;
  let child = await live();

  async function live(): Promise<Child<HomeTold>> {
    lives += 1;
    const started = await startChild<HomeTold>(HOME, spec, hear, MEMORY);
    void started.gone.then((how) => (ending ? undefined : revive(how)));
    return started;
  }
  function hear(told: HomeTold): void {
    if (told.kind === 'listening') consolePort = told.consolePort;
    if (told.kind !== 'entry' || told.entry.seq <= seen) return;
    seen = told.entry.seq;
    const before = state.state;
    state = { seq: seen, state: step(before, told.entry.event, policy).state };
    tell({ kind: 'entry', entry: told.entry, before, after: state.state });
  }
  async function revive(how: string): Promise<void> {
    tell({ kind: 'home-died', at: clock.now(), how });
    if (lives >= LIVES_MAX) throw new Error(`the home died ${lives} times, the last by ${how}`);
    // Entries that were written in the instant of death were never told: the journal has them.
    state = await replay(spec, policy);
    seen = state.seq;
    child = await live();
    tell({ kind: 'home-back', at: clock.now(), entries: seen });
  }

  return {
    state: () => state.state,
    consolePort: () => consolePort,
    pid: () => child.pid,
    hearClaim: ({ platforms, claim }) => {
      for (const platform of platforms)
        child.tell({ person: { kind: 'person-claimed', at: clock.now(), platform, claim } });
    },
    stop: async (patienceMs) => {
      ending = true;
      await child.stop(patienceMs);
    },
  };
}

async function replay(
  { dataFolder }: HomeSpec,
  policy: Policy,
): Promise<{ readonly seq: number; readonly state: State }> {
  const journal = openJournal(join(dataFolder, 'journal.sqlite'));
  try {
    let [seq, state] = [0, initialState(policy)];
    for await (const entry of journal.read(1)) {
      seq = entry.seq;
      state = step(state, entry.event, policy).state;
    }
    return { seq, state };
  } finally {
    journal.close();
  }
}
