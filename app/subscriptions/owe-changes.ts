import type { State } from '../../core/incident/state.ts';
import type { ChangedLine } from './change-reader.ts';
import type { Call, CallLedger } from './ports.ts';
import type { ChangeType, PublicChange } from './public-changes.ts';

/** Which changes an endpoint asked for. */
export interface EndpointWish {
  readonly name: string;
  /** Ids; empty for all. */
  readonly platforms: readonly string[];
  /** Empty for all. */
  readonly events: readonly ChangeType[];
  /** Whether it hears of drills; nobody does who did not ask (P9). */
  readonly drills: boolean;
}

export const wants = (wish: EndpointWish, change: PublicChange): boolean =>
  (wish.platforms.length === 0 || wish.platforms.includes(change.platform)) &&
  (wish.events.length === 0 || wish.events.includes(change.type)) &&
  (wish.drills || !change.drill);

/**
 * Write down what these lines owe an endpoint, line by line: a process that is killed goes on with the
 * line after the last one.
 *
 * @param lines in order; those that the endpoint's standing has passed are passed over
 * @param word the body of one change, made only where the endpoint wants it
 * @returns the latest line that is written down
 */
export async function oweChanges(
  ledger: Pick<CallLedger, 'standing' | 'owe'>,
  wish: EndpointWish,
  lines: readonly ChangedLine[],
  head: number,
  word: (change: PublicChange, state: State) => string,
): Promise<number> {
  let { seq } = await ledger.standing(wish.name, head);
  for (const line of lines) {
    if (line.seq <= seq) continue;
    const calls = line.changes
      .filter((change) => wants(wish, change))
      .map((change): Call => ({ id: change.id, at: change.at, body: word(change, line.state) }));
    await ledger.owe(wish.name, calls, line.seq);
    seq = line.seq;
  }
  return seq;
}
