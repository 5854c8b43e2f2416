import { acknowledgedBy } from '../../core/notice/acknowledge.ts';
import type { Unreachable } from '../../core/notice/delivery.ts';
import { isDropped } from '../../core/notice/dropped.ts';
import type { Deliveries } from './ports.ts';

/** What the list is made of. */
export type TaskLedger = Pick<
  Deliveries,
  'unreachable' | 'unreached' | 'readers' | 'acknowledgements' | 'toTelephone'
>;

/** A school as a directory at hand knows it; numbers are for people to dial. */
export interface KnownSchool {
  readonly name: string;
  readonly commune: string;
  readonly phones: readonly string[];
}

/** One school, or owner, that a person is to telephone. */
export interface PeopleTask extends KnownSchool {
  /** The latest notice that asks for it. */
  readonly notice: string;
  /** A UAI, or an owner's name. */
  readonly recipient: string;
  /**
   * - `silent`: told, and did not confirm in time.
   * - `unreached`: no message reached it.
   * - `contact-failed`: one of its contacts failed, and another was reached.
   * - else why no message could be addressed to it.
   */
  readonly why: 'silent' | 'unreached' | 'contact-failed' | Unreachable['why'];
  /** What the provider said of what failed; else empty. */
  readonly detail: string;
}

/** Of one notice; the ledger has them all. Chosen: an académie's schools many times over. */
const EACH_MAX = 100_000;

/**
 * Whom to telephone about an incident, one task a school: first those whom nothing reached, then
 * those that did not confirm, by their priority, then contacts to mend. Whoever has confirmed any of
 * the notices is on no list.
 *
 * @param notices ids of one incident, in order
 * @param schoolOf what is known of a school here; null = no more than the ledger says
 */
export async function peopleTasks(
  ledger: TaskLedger,
  notices: readonly string[],
  schoolOf: (recipient: string) => KnownSchool | null,
): Promise<readonly PeopleTask[]> {
  const found = new Map<string, Ranked>();
  const answered = new Set<string>();
  const toldBy = await reachedBy(ledger, notices);
  for (const [place, notice] of notices.entries()) {
    for (const recipient of acknowledgedBy(await ledger.acknowledgements(notice)).keys())
      answered.add(recipient);
    for (const task of await tasksOf(ledger, notice, toldBy.slice(place))) {
      const known = found.get(task.recipient);
      if (known === undefined || task.rank <= known.rank) found.set(task.recipient, task);
    }
  }
  return [...found.values()]
    .filter(({ recipient }) => !answered.has(recipient))
    .toSorted(
      (one, other) =>
        one.rank - other.rank ||
        one.priority - other.priority ||
        (one.recipient < other.recipient ? -1 : 1),
    )
    .map(({ notice, recipient, why, detail, ...said }) => {
      const { name, commune, phones } = schoolOf(recipient) ?? said;
      return { notice, recipient, why, detail, name, commune, phones };
    });
}

interface Ranked extends PeopleTask {
  /** Lower is telephoned first. */
  readonly rank: number;
  readonly priority: number;
}

/** Whom each notice reached, may have reached or will yet reach. */
async function reachedBy(
  ledger: TaskLedger,
  notices: readonly string[],
): Promise<readonly ReadonlySet<string>[]> {
  const all: ReadonlySet<string>[] = [];
  for (const notice of notices) {
    const readers = await ledger.readers(notice);
    all.push(new Set(readers.flatMap(({ recipients }) => recipients)));
  }
  return all;
}

/** @param toldBy whom this notice reached, then whom each later one of its incident did */
async function tasksOf(
  ledger: TaskLedger,
  notice: string,
  [reached = new Set(), ...later]: readonly ReadonlySet<string>[],
): Promise<readonly Ranked[]> {
  const blank = { notice, name: '', commune: '', phones: [], detail: '', priority: 0 };
  const isTold = (recipient: string): boolean =>
    reached.has(recipient) || later.some((one) => one.has(recipient));
  const unaddressed = await ledger.unreachable(notice, EACH_MAX);
  const failed = await ledger.unreached(notice, EACH_MAX);
  const silent = await ledger.toTelephone(notice, EACH_MAX);
  return [
    ...unaddressed.map(({ recipient, name, why }) => ({ ...blank, recipient, name, why, rank: 0 })),
    ...failed.flatMap(({ recipients, detail, priority, state }) =>
      recipients.flatMap((recipient) => {
        // Kept back by what had become of it: its contact needs no mending.
        if (isDropped({ state, detail }) && isTold(recipient)) return [];
        const why = reached.has(recipient) ? 'contact-failed' : 'unreached';
        const rank = why === 'unreached' ? 0 : 2;
        return [{ ...blank, recipient, detail, priority, why, rank } as const];
      }),
    ),
    ...silent.map(({ uai, name, commune, priority }) => ({
      ...blank,
      recipient: uai,
      name,
      commune,
      priority,
      why: 'silent' as const,
      rank: 1,
    })),
  ];
}
