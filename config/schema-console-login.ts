import { z } from 'zod';
import { hostname, path } from './schema-values.ts';

const header = (name: string) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,60}$/, { error: 'problem:header-name' })
    .default(name);

/** A web server in front of the one-machine home's console, which asks people who they are. */
export const consoleLoginSchema = z.strictObject({
  hostname: hostname.describe('The name under which it serves the console.'),
  secretFile: path.describe('Holds what it sends as x-preau-login; for its owner alone to read.'),
  personHeader: header('x-forwarded-user').describe('Names whoever is logged in.'),
  groupsHeader: header('x-forwarded-groups').describe(
    'Their groups: preau-operator or preau-administrator gives the role.',
  ),
});
