import { normaliseAddress } from '../../core/notice/normalise-address.ts';
import type { Phase } from '../../core/notice/notice.ts';
import type { Contact } from '../../core/school/school.ts';
import type { SchoolWithContacts } from '../ports.ts';

/** Whose SMS waits until their school has not answered. */
export interface KeepBack {
  readonly roles: readonly Contact['role'][];
  /** Only in these phases, the ones that are escalated. */
  readonly phases: readonly Phase[];
}

/**
 * A school without the numbers that are kept for an escalation. One that has no other contact
 * that can be written to keeps them: nobody is left without a word (P3).
 *
 * @param silent addresses that asked for silence, normalised
 */
export function keptBack(
  phase: Phase,
  keepBack: KeepBack | undefined,
  silent: ReadonlySet<string>,
): (told: SchoolWithContacts) => SchoolWithContacts {
  if (keepBack === undefined || !keepBack.phases.includes(phase)) return (told) => told;
  return (told) => {
    const first = told.contacts.filter(
      ({ channel, role }) => channel !== 'sms' || !keepBack.roles.includes(role),
    );
    return first.some((one) => isReached(one, silent)) ? { ...told, contacts: first } : told;
  };
}

function isReached({ channel, origin, address }: Contact, silent: ReadonlySet<string>): boolean {
  const to = normaliseAddress(channel, address);
  return to !== null && !silent.has(to) && (channel === 'mail' || origin === 'opt-in');
}
