import { afterDeadline } from './after-deadline.ts';
import { ADDRESSES_MAX } from './read-addresses.ts';

/** Where a name leads, by the word of whoever was asked. */
export interface HeardAddresses {
  /** Never empty, at most 16, in the order of trying. */
  readonly addresses: readonly string[];
  /** Nobody's word alone: they who were asked had no address in common, so that one may be wrong. */
  readonly isDisputed?: true;
}

/**
 * Hear several resolvers, so that none decides alone: one that is sick, or lies, is often the first.
 *
 * All of them are waited for, and for `waitMs` at most once one has an answer; longer only while none
 * has. What most of them say comes first, then each one's in turn, so that a long answer hides no
 * other's.
 *
 * @param words what each says, never empty; at least one
 * @throws the first one's failure, when all failed
 */
export async function heardAddresses(
  words: readonly Promise<HeardAddresses>[],
  waitMs: number,
): Promise<HeardAddresses> {
  const heard: (readonly string[] | undefined)[] = words.map(() => undefined);
  const each = words.map(async (word, index) => {
    heard[index] = (await word).addresses;
  });
  const all = Promise.allSettled(each);
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const callOff = afterDeadline(waitMs, resolve);
  try {
    await Promise.race([all, late]);
    if (heard.every((one) => one === undefined)) await Promise.any(each);
  } catch (error) {
    const [first = error] = (await all).flatMap((end) =>
      end.status === 'rejected' ? [end.reason as unknown] : [],
    );
    throw first;
  } finally {
    callOff();
  }
  return together(heard.flatMap((one) => (one === undefined ? [] : [one])));
}

function together(lists: readonly (readonly string[])[]): HeardAddresses {
  const saidBy = (address: string) => lists.filter((list) => list.includes(address)).length;
  const rankOf = (address: string) =>
    Math.min(...lists.map((list) => list.indexOf(address)).filter((rank) => rank >= 0));
  const addresses = [...new Set(lists.flat())].toSorted(
    (one, other) => saidBy(other) - saidBy(one) || rankOf(one) - rankOf(other),
  );
  const isDisputed = lists.length > 1 && addresses.every((address) => saidBy(address) === 1);
  return { addresses: addresses.slice(0, ADDRESSES_MAX), ...(isDisputed && { isDisputed }) };
}
