import type { Policy } from '../policy.ts';

/** What a home decided by, and from which line of its journal on. */
export interface Rules {
  readonly fromSeq: number;
  readonly policy: Policy;
}

/** The same without its owners' addresses, for people outside: no decision is made by them. */
export const withoutContacts = ({ fromSeq, policy }: Rules): Rules => ({
  fromSeq,
  policy: {
    ...policy,
    platforms: policy.platforms.map((platform) => ({ ...platform, owners: [] })),
  },
});
