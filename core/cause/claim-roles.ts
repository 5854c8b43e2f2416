import type { Claim } from './signal.ts';

/** Who may be heard of a cause, from those who see the machines to those who do not. */
export const CLAIM_ROLES = [
  'owner',
  'hoster',
  'vendor',
  'authority',
  'police',
  'politician',
  'press',
  'public',
] as const satisfies readonly Claim['role'][];
