import { type AddressBook, addressBook } from '../address-book.ts';
import { aliasTarget } from '../fit/alias-target.ts';
import type { Manifest } from '../manifest.ts';
import { encodePath } from '../site-link.ts';

/** An address that opens another lesson than before. */
export interface TurnedAddress {
  readonly address: string;
  readonly before: string;
  readonly after: string;
}

export interface LostAddresses {
  /** Answered before and not any more, in the order of addresses. */
  readonly gone: readonly string[];
  readonly turned: readonly TurnedAddress[];
}

type Addresses = Pick<Manifest, 'files' | 'aliases'>;

/**
 * The gravest that can happen to a mirror: somebody's bookmark, or a link in a notebook, that opens nothing or
 * something else. The mirror's own pages do not count: nobody has their addresses from the platform. Nor do the
 * names of copies; an address that a copy answers opens the page that it is a copy of.
 *
 * @param renamed old paths to new ones, for lessons that moved: their addresses may follow them
 */
export function lostAddresses(
  before: Addresses,
  after: Addresses,
  renamed: ReadonlyMap<string, string>,
): LostAddresses {
  const [old, fresh] = [addressBook(before), addressBook(after)];
  const gone: string[] = [];
  const turned: TurnedAddress[] = [];
  for (const [target, address] of addressesOf(before)) {
    const was = lessonAt(old, target);
    // What was never answered is not lost.
    if (was === undefined || was.startsWith('/_preau/')) continue;
    const is = lessonAt(fresh, target);
    if (is === undefined) gone.push(address);
    else if (is !== was && renamed.get(was) !== is)
      turned.push({ address, before: was, after: is });
  }
  return { gone, turned };
}

function lessonAt(book: AddressBook, target: string): string | undefined {
  const file = book.find(target);
  return file?.copyOf ?? file?.path;
}

/** Each address once, in order, by the request that asks for it. */
function addressesOf({ files, aliases }: Addresses): readonly (readonly [string, string])[] {
  const paths = files.filter(
    ({ path, copyOf }) => copyOf === undefined && !path.startsWith('/_preau/'),
  );
  const all = new Map(paths.map(({ path }) => [encodePath(path), path]));
  for (const original of Object.keys(aliases)) {
    const target = aliasTarget(original);
    if (target !== null && !all.has(target)) all.set(target, original);
  }
  return [...all].toSorted(([, a], [, b]) => (a < b ? -1 : 1));
}
