import type { Role } from '../../app/views/role.ts';
import type { Person } from '../../core/incident/event.ts';

/** Somebody who is logged in, as the journal names them. */
export interface KnownPerson extends Person {
  readonly role: Role;
}
