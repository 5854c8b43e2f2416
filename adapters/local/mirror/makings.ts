import type { LinkedFile } from '../../../app/mirror/shown-picture.ts';

/** A picture that the page shows already, as it is written there. */
export interface ShownMaking {
  readonly href: string;
  readonly picture: NonNullable<LinkedFile['picture']>;
}

/** Which addresses of a page are one picture at several sizes, as its `srcset` says. */
export interface Makings {
  /** Take note of a `srcset`, and of the `src` beside it where there is one. */
  note(srcset: string, src?: string): void;
  /** The page shows this address. */
  show(address: string, shown: ShownMaking): void;
  /** @returns the making of the same picture that the page shows already */
  shown(address: string): ShownMaking | null;
}

/** Sizes of one picture, and addresses of one page, that are looked at. Chosen. */
const [SIZES_MAX, ADDRESSES_MAX] = [20, 2_000];

/** @see https://html.spec.whatwg.org/multipage/images.html#srcset-attributes all of one image */
export function startMakings(): Makings {
  const groups = new Map<string, { shown: ShownMaking | null }>();
  return {
    note: (srcset, src) => {
      const addresses = [...addressesOf(srcset), ...(src === undefined ? [] : [src])];
      const group = addresses.map((one) => groups.get(one)).find((one) => one !== undefined);
      const its = group ?? { shown: null };
      for (const address of addresses)
        if (groups.size < ADDRESSES_MAX && !groups.has(address)) groups.set(address, its);
    },
    show: (address, shown) => {
      const group = groups.get(address);
      if (group !== undefined) group.shown ??= shown;
    },
    shown: (address) => groups.get(address)?.shown ?? null,
  };
}

/** Addresses are parted by a comma and a blank; one may have a comma in it. */
function addressesOf(srcset: string): readonly string[] {
  return srcset
    .slice(0, 20_000)
    .split(/,\s+|,$/)
    .slice(0, SIZES_MAX)
    .map((one) => one.trim().split(/\s+/)[0] ?? '')
    .filter((one) => one !== '');
}
