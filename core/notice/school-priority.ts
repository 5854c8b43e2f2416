import type { SchoolType } from '../school/school.ts';

/** Lower goes first: whoever can mend it hears of it first. */
export const OWNER_PRIORITY = 0;

const PRIORITIES: { readonly [type in SchoolType]: number } = {
  college: 10,
  lycee: 10,
  erea: 10,
  ecole: 20,
  other: 30,
};

/**
 * Collèges and lycées live on an ENT and go first; écoles use it less; administrative bodies have
 * no class in front of them. Chosen.
 */
export const schoolPriority = (type: SchoolType): number => PRIORITIES[type];
