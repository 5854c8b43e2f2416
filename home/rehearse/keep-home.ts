import { join } from 'node:path';
import type { Clock } from '../../app/ports.ts';
import type { StagedClaim } from '../../config/scenario.ts';
import { PreauError } from '../../core/errors.ts';
import type { State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import type { HomeSpec } from '../home-spec.ts';
import { type Child, startChild } from './child.ts';
import { type ClaimDesk, openClaimDesk } from './claim-desk.ts';
import { type FollowedJournal, followJournal } from './follow-journal.ts';
import type { News } from './news.ts';

type HomeTold =
  | { readonly kind: 'ready' }
  | { readonly kind: 'listening'; readonly consolePort: number; readonly head: number }
  | { readonly kind: 'entry' };

export interface KeptHome {
  readonly state: () => State;
  readonly consolePort: () => number;
  readonly pid: () => number;
  /** Rejects once the home cannot be kept alive; never resolves. */
  readonly lost: Promise<never>;
  hearClaim(claim: StagedClaim): void;
  stop(patienceMs: number): Promise<void>;
}

interface HomeNeeds {
  readonly spec: HomeSpec;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly tell: (news: News) => void;
  /** A start under way is broken off when this aborts. */
  readonly signal: AbortSignal;
}

const MEMORY = { oldSpace: 256, semiSpace: 4 };
const HOME = new URL('../home-process.ts', import.meta.url);
/** Killed more often than this and something else is wrong; chosen. */
const LIVES_MAX = 400;
/** Dead so often in a row before it was ready, and the next start will not help; chosen. */
const STILLBORN_MAX = 5;

/**
 * Keep one home alive: start it, and start it again when it dies, as a supervisor of a real
 * machine would. What it decided comes from its journal, not from its word.
 *
 * @throws PreauError `store-unavailable` with its last words when it does not start the first time
 */
export async function keepHome(needs: HomeNeeds): Promise<KeptHome> {
  const { spec, policy, tell } = needs;
  const claims = openClaimDesk(needs.clock);
  const journal = await followJournal(join(spec.dataFolder, 'journal.sqlite'), policy, {
    past: claims.journalled,
    fresh: (entry, before, after) => {
      claims.journalled(entry);
      tell({ kind: 'entry', entry, before, after });
    },
  });
  const lives = keepAlive(needs, journal, claims);
  try {
    await lives.begin();
  } catch (error) {
    await journal.close();
    throw error;
  }
  return {
    state: () => journal.state(),
    consolePort: lives.consolePort,
    pid: lives.pid,
    lost: lives.lost,
    hearClaim: claims.hear,
    stop: async (patienceMs) => {
      await lives.end(patienceMs);
      await journal.catchUp();
      await journal.close();
    },
  };
}

function keepAlive(
  { spec, clock, tell, signal }: HomeNeeds,
  journal: FollowedJournal,
  claims: ClaimDesk,
) {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  const { promise: lost, reject: giveUp } = Promise.withResolvers<never>();
  lost.catch(() => undefined);
  let consolePort = 0;
  let lives = 0;
  let child: Child | null = null;
  let reviving: Promise<void> = Promise.resolve();

  const hear = (told: HomeTold): void => {
    if (told.kind === 'listening') consolePort = told.consolePort;
    journal.catchUp().catch(giveUp);
  };
  const live = async (): Promise<void> => {
    lives += 1;
    const started = await startChild<HomeTold>(HOME, spec, hear, { ...MEMORY, signal: either });
    child = started;
    await journal.catchUp();
    claims.open((message) => started.tell(message));
    void started.gone.then((how) => {
      claims.shut();
      if (!either.aborted) reviving = revive(how).catch(giveUp);
    });
  };
  const revive = async (how: string): Promise<void> => {
    tell({ kind: 'home-died', at: clock.now(), how });
    for (let stillborn = 0; !either.aborted; stillborn += 1) {
      if (lives >= LIVES_MAX || stillborn >= STILLBORN_MAX) throw tooMany(lives, how);
      try {
        await live();
        return tell({ kind: 'home-back', at: clock.now(), entries: journal.seq() });
      } catch (error) {
        if (either.aborted) return;
        if (!(error instanceof PreauError)) throw error;
        tell({ kind: 'home-died', at: clock.now(), how: error.message });
      }
    }
  };
  return {
    begin: live,
    consolePort: () => consolePort,
    pid: () => child?.pid ?? 0,
    lost,
    end: async (patienceMs: number) => {
      ending.abort();
      await reviving;
      await child?.stop(patienceMs);
    },
  };
}

const tooMany = (lives: number, how: string): PreauError =>
  new PreauError(
    'store-unavailable',
    `expected Préau to stay up, got ${lives} ends of its process, the last by ${how}; look at the disk and the memory of this machine`,
    { said: { key: 'rehearsal.homeEnds', values: { ends: lives, how } } },
  );
