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

/** Beyond every type's own. */
const LATER = 30;

/**
 * Collèges and lycées live on an ENT and go first; écoles use it less; administrative bodies have
 * no class in front of them. Whoever has no class now, by night or holiday, comes after all who
 * have. Chosen.
 */
export function schoolPriority(type: SchoolType, hasClass: boolean): number {
  return PRIORITIES[type] + (hasClass ? 0 : LATER);
}
