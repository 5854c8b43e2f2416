import type { PersonCommand } from './person-command.ts';

/** Whoever is at a console, from the one who may least to the one who may most. */
export const ROLES = ['viewer', 'operator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

type Kind = PersonCommand['kind'];

/** Whether somebody may give this kind of command. */
export type May = (kind: Kind) => boolean;

/**
 * The least role that each command takes, whichever home is asked.
 *
 * An operator does all that a bad morning needs and that the next hour can take back: turn, hold,
 * keep back, say what is said. An administrator alone speaks for the platform's owner (*closed on
 * purpose*) and writes what stays after the incident (its true cause, by which verdicts are judged).
 *
 * @see docs/decisions/0033-roles.md
 */
const LEAST: Readonly<Record<Kind, Role>> = {
  shelter: 'operator',
  release: 'operator',
  veto: 'operator',
  unveto: 'operator',
  share: 'operator',
  'hold-notice': 'operator',
  'cancel-notice': 'operator',
  'edit-notice': 'operator',
  'release-notice': 'operator',
  'start-drill': 'operator',
  'end-drill': 'operator',
  claim: 'operator',
  'confirm-cause': 'operator',
  suspend: 'administrator',
  resume: 'administrator',
  'record-cause': 'administrator',
};

/** Every kind of command that there is. */
export const KINDS = Object.keys(LEAST) as readonly Kind[];

/** What a role may do. */
export const mayOf =
  (role: Role): May =>
  (kind) =>
    ROLES.indexOf(role) >= ROLES.indexOf(LEAST[kind]);

/**
 * The highest role that groups give, `preau-operator` or `preau-administrator`; a group that is
 * merely called `operator` is somebody else's, and whoever is in none reads.
 */
export function roleOfGroups(groups: readonly string[]): Role {
  // Keycloak writes a group with its path.
  const named = groups.map((group) => group.replace(/^\//, ''));
  return ROLES.findLast((role) => named.includes(`preau-${role}`)) ?? 'viewer';
}

/** Of whoever is at the machine itself, as on one without a login. */
export const mayAll: May = () => true;

/** Who may hold a notice back may take an incident's evidence with them: it names who acted. */
export const mayTakeEvidence = (may: May): boolean => may('hold-notice');

/** The least role that may give this command. */
export const leastRole = (kind: Kind): Role => LEAST[kind];
