import { z } from 'zod';
import { ipAddress, path, port } from './schema-values.ts';

/** By address: never by a name that would need another name server. */
const serverSchema = z.strictObject({
  address: ipAddress,
  port: port.default(53),
});

/** Labels of a TSIG key's name, which is written like a host's and may be one label alone. */
const LABEL = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const KEY_NAME = new RegExp(String.raw`^${LABEL}(?:\.${LABEL})*\.?$`);

const keySchema = z.strictObject({
  name: z
    .string()
    .max(253)
    .regex(KEY_NAME, { error: 'problem:tsig-key-name' })
    .transform((name) => name.toLowerCase().replace(/\.$/, ''))
    .describe('As the name server knows the key.'),
  algorithm: z.enum(['hmac-sha256', 'hmac-sha384', 'hmac-sha512']).default('hmac-sha256'),
  secretFile: path.describe(
    'A file that its owner alone may read (chmod 600): base64, or as tsig-keygen writes it.',
  ),
});

/** An owner's own name server, which takes RFC 2136 updates signed by TSIG (RFC 8945). */
export const updatesSchema = z.strictObject({
  server: ipAddress.describe('The address of the primary that takes updates.'),
  port: port.default(53),
  key: keySchema,
  authorities: z
    .array(serverSchema)
    .min(1)
    .max(26)
    .exactOptional()
    .describe('All servers that answer for the zones. Absent: those that their NS records name.'),
});

export type UpdatesConfig = z.output<typeof updatesSchema>;
