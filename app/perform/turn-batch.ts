import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import type { DnsChange } from '../../core/shelter/dns-change.ts';
import { type EpochMs, minutes, seconds } from '../../core/units.ts';
import type { Dns, Ports } from '../ports.ts';

/** What the journal has of a turn that is under way, and takes of it. */
export interface TurnJournal {
  /** Asked between looks: a turn that a later one overtook is not waited for. */
  stillWanted(): boolean;
  /** The batch that was last accepted for it, by this try or an earlier one; null before. */
  change(): DnsChange | null;
  /** Resolves once it is durable. */
  accepted(change: DnsChange): Promise<void>;
}

/** One turn's way to its batch of weights. */
export interface TurnBatch {
  /**
   * The batch that an earlier try left behind, so that a worker that was killed, or ran out of time,
   * sends no other; a new one where there is none, where the provider does not know it (it was
   * forgotten, somebody undid it, or a name server began anew), or where it has been pending for
   * {@link TURN_PATIENCE}: nothing says that it ever ends. It is journalled before this resolves. Killed
   * between the provider's word and the journal's, the next try sends the batch again: the same
   * weights, twice.
   *
   * @throws PreauError of the Dns port; of the journal, as it is: the batch is then sent again
   */
  takeUp(): Promise<DnsChange>;
  /**
   * Wait until it is in sync.
   *
   * @param deadline asked at least once, however late
   * @returns null when its turn was overtaken
   * @throws PreauError `dns-unreachable`, retryable, for one that is pending at the deadline, or that
   *   the provider forgets, or somebody undoes, meanwhile
   */
  settle(change: DnsChange, deadline: number): Promise<DnsChange | null>;
}

/**
 * How long a turn may take in all, to be in sync and to be seen everywhere: a check interval, a batch,
 * and margin. Less than its worker lives on AWS. Chosen.
 */
export const TURN_PATIENCE = minutes(5);
/** Between two questions whether a batch is in sync. Chosen. */
const ASK_EVERY = seconds(5);

export function turnBatch(
  { dns, clock }: Pick<Ports, 'dns' | 'clock'>,
  { platform, mirrorShare }: Extract<Action, { kind: 'turn-dns' }>,
  journal: TurnJournal,
): TurnBatch {
  return {
    async takeUp() {
      const kept = journal.change();
      if (kept !== null) {
        if (kept.insyncAt !== null) return kept;
        const { state } = await stateOf(dns, kept.id);
        const isLong = clock.now() - kept.acceptedAt >= TURN_PATIENCE;
        if (state === 'insync' || (state === 'pending' && !isLong))
          return asOf(kept, state, clock.now());
      }
      const id = await dns.setShare(platform, mirrorShare);
      const change = { id, acceptedAt: clock.now(), insyncAt: null };
      await journal.accepted(change);
      return change;
    },
    async settle(change, deadline) {
      if (change.insyncAt !== null) return change;
      for (;;) {
        const { state, said } = await stateOf(dns, change.id);
        if (state === 'insync') return asOf(change, state, clock.now());
        if (state === 'unknown')
          throw unsettled(change, `its provider knows it no longer (${said})`);
        if (clock.now() >= deadline) throw unsettled(change, 'it is still pending');
        await clock.sleep(ASK_EVERY);
        if (!journal.stillWanted()) return null;
      }
    },
  };
}

interface StateOfChange {
  readonly state: 'pending' | 'insync' | 'unknown';
  /** The provider's own words, where it does not know it. */
  readonly said?: string;
}

/** `unknown` where its provider never heard of it, has forgotten it, or does not find it standing. */
async function stateOf(dns: Dns, id: string): Promise<StateOfChange> {
  try {
    return { state: await dns.changeState(id) };
  } catch (error) {
    if (error instanceof PreauError && error.code === 'not-found')
      return { state: 'unknown', said: error.message };
    throw error;
  }
}

const asOf = (change: DnsChange, state: 'pending' | 'insync', now: EpochMs): DnsChange =>
  state === 'insync' ? { ...change, insyncAt: now } : change;

const unsettled = ({ id }: DnsChange, why: string): PreauError =>
  new PreauError(
    'dns-unreachable',
    `Expected change ${id} to be in sync, but ${why}: it is asked for again.`,
    { retryable: true },
  );
