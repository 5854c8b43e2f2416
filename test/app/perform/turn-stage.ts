import { hashOf } from '../../../adapters/local/hash.ts';
import { openEngine } from '../../../app/engine.ts';
import { keepUp } from '../../../app/perform/keep-up.ts';
import { performTurn } from '../../../app/perform/perform-turn.ts';
import type { Dns } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { durationMs, epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror } from '../../fixtures/timeline.ts';

type TurnDns = Extract<Action, { kind: 'turn-dns' }>;
const nord = platformId('nord');
export const DEATH = new Error('kill -9');

/** A provider of DNS, a journal that outlives its workers, and time that passes by sleeping only. */
export async function turnStage() {
  const policy = testPolicy(['nord']);
  const entries: JournalEntry[] = [];
  let now = BELL as number;
  let calls = 0;
  let inSleep: () => Promise<unknown> = async () => undefined;
  const pair = { hold: false, stay: false, share: 0 };
  /** Batches by id, in order: how often each is still told to be pending. */
  const book = new Map<string, number>();
  const said: string[] = [];
  const fault = { pendingFor: 0, diesAt: -1, diesOn: '', cut: '', forgets: false, batches: 0 };
  const call = (what: string): void => {
    calls += 1;
    said.push(what);
    if (calls === fault.diesAt || (fault.diesOn !== '' && what.startsWith(fault.diesOn)))
      throw DEATH;
    if (fault.cut !== '' && what.startsWith(fault.cut))
      throw new PreauError(
        fault.cut === 'append' ? 'store-unavailable' : 'dns-unreachable',
        'coupé',
        { retryable: true },
      );
  };
  const dns: Dns = {
    setHold: async (_, on) => {
      call(`hold ${on}`);
      pair.hold = on;
    },
    setStay: async (_, on) => {
      call(`stay ${on}`);
      pair.stay = on;
    },
    setShare: async (_, share) => {
      call(`share ${share}`);
      pair.share = share;
      fault.batches += 1;
      if (!fault.forgets) book.set(`C${fault.batches}`, fault.pendingFor);
      return `C${fault.batches}`;
    },
    changeState: async (id) => {
      call(`ask ${id}`);
      const left = book.get(id);
      if (left === undefined) throw new PreauError('not-found', 'NoSuchChange');
      book.set(id, left - 1);
      return left > 0 ? 'pending' : 'insync';
    },
    askAuthorities: async () => {
      call('look');
      const mirrorShare = pair.hold && !pair.stay ? 1 : pair.share;
      const answer = { server: 'ns1', name: 'n', type: 'A', answers: ['127.0.0.1'], ttlSec: 60 };
      return [{ ...answer, mirrorShare }];
    },
  };
  const clock = {
    now: () => epochMs(now),
    real: () => durationMs(0),
    sleep: async (by: number) => {
      now += by;
      const does = inSleep;
      inSleep = async () => undefined;
      await does();
    },
  };
  const journal = {
    head: async () => entries.at(-1) ?? null,
    append: async (entry: JournalEntry) => {
      if (entry.event.kind.startsWith('dns-')) call(`append ${entry.event.kind}`);
      entries.push(entry);
    },
    read: async function* (from: number) {
      yield* entries.filter(({ seq }) => seq >= from);
    },
  };
  /** Another worker, which knows what the journal says and nothing else. */
  const engine = () => openEngine(journal, policy, hashOf);
  await (await engine()).handle(fitMirror('nord', BELL));
  return {
    policy,
    entries,
    said,
    fault,
    book,
    pair,
    made: () => calls,
    passed: () => now - BELL,
    /** Once, in the next sleep: what comes while a worker waits. */
    atSleep: (does: () => Promise<unknown>) => void (inSleep = does),
    shelter: async () => (await engine()).state().platforms[nord]?.shelter,
    perform: async (action: TurnDns) => {
      const worker = await engine();
      const ports = { dns, clock: keepUp(clock, worker, new AbortController().signal) };
      await performTurn(ports, worker, action);
    },
    /** What a person asks for, and the turn that it leads to. */
    says: async (kind: 'person-sheltered' | 'person-released' | 'person-vetoed') => {
      now += 60_000;
      const by = { role: 'cellule de crise', name: 'A.' };
      const event = { kind, at: epochMs(now), platform: nord, by, reason: 'essai' } as const;
      const entry = await (await engine()).handle(event);
      const turn = entry?.actions.find((action) => action.kind === 'turn-dns');
      if (turn === undefined) throw new Error(`${kind} led to no turn`);
      return turn;
    },
    of: <Kind extends Event['kind']>(kind: Kind) =>
      entries.flatMap(({ event }) =>
        event.kind === kind ? [event as Extract<Event, { kind: Kind }>] : [],
      ),
  };
}
