import type { FuzzTarget } from '../target.ts';

const planted = { shape: 'bytes', maxBytes: 1_000, words: ['x'] } as const;
const has = (input: Uint8Array): boolean => input.includes(0x78);

/** Readers with a fault each, so that the watch over the others is known to see. */
export const targets: readonly FuzzTarget[] = [
  {
    ...planted,
    name: 'planted-fault',
    run: (input) => {
      if (has(input)) throw new TypeError('planted');
      return 'read';
    },
  },
  {
    ...planted,
    name: 'planted-hang',
    run: (input) => {
      while (has(input));
      return 'read';
    },
  },
  {
    ...planted,
    name: 'planted-growth',
    run: (input) => {
      for (const kept: number[][] = []; has(input); )
        kept.push(Array.from<number>({ length: 200_000 }).fill(1));
      return 'read';
    },
  },
];
