import * as z from 'zod/mini';
import { type Role, roleOfGroups } from '../../app/views/role.ts';
import { journalName } from '../../web/console/journal-name.ts';
import type { KnownPerson } from '../../web/console/known-person.ts';
import type { EpochMs } from '../../core/units.ts';

/** Whose tokens are taken. */
export interface Audience {
  readonly issuer: string;
  readonly clientId: string;
}

/** An HTTP API writes every claim as text, a list as `[one two]`. */
const text = z.string().check(z.maxLength(8_192));
const many = z.union([text, z.array(text).check(z.maxLength(1_000))]);
const number = z.union([z.number(), text]);
const schema = z.object({
  iss: text,
  exp: number,
  sub: text.check(z.minLength(1)),
  aud: z.optional(many),
  client_id: z.optional(text),
  name: z.optional(text),
  preferred_username: z.optional(text),
  preau_role: z.optional(many),
  groups: z.optional(many),
  roles: z.optional(many),
  'cognito:groups': z.optional(many),
});
type Claims = z.output<typeof schema>;

/**
 * Who asks, from the claims of a token that the API's authorizer found valid. They are checked
 * again here: an authorizer that a later deployment forgets must not open the door.
 *
 * @returns null when they are not of this issuer and client, or the token has ended
 */
export function readPerson(claims: unknown, audience: Audience, now: EpochMs): KnownPerson | null {
  const read = z.safeParse(schema, claims);
  if (!read.success || !isFor(read.data, audience)) return null;
  const endsAtSec = Number(read.data.exp);
  if (!(endsAtSec * 1_000 > now)) return null;
  return { role: roleOf(read.data), name: nameOf(read.data) };
}

/** As the authorizer judges: by `client_id` only where there is no `aud`. */
function isFor({ iss, aud, client_id: client }: Claims, { issuer, clientId }: Audience): boolean {
  if (iss !== issuer) return false;
  return aud === undefined ? client === clientId : listOf(aud).includes(clientId);
}

/**
 * The highest role that the claims give: by name in `preau_role`, or by a group or application role
 * called `preau-operator` or `preau-administrator`.
 */
function roleOf(claims: Claims): Role {
  const own = listOf(claims.preau_role).map((role) => `preau-${role}`);
  const groups = [claims.groups, claims.roles, claims['cognito:groups']].flatMap((claim) =>
    listOf(claim),
  );
  return roleOfGroups([...own, ...groups]);
}

/** Entra ID's `preferred_username` is an address, and is passed over. */
const nameOf = ({ name = '', preferred_username: username = '', sub }: Claims): string =>
  journalName([name, username], sub);

function listOf(claim: z.output<typeof many> | undefined): readonly string[] {
  if (claim === undefined) return [];
  if (typeof claim !== 'string') return claim;
  const inner = /^\[(.*)\]$/s.exec(claim)?.[1];
  return (inner ?? claim).split(/[\s,]+/).filter((one) => one !== '');
}
