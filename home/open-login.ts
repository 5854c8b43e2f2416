import { readOwnerOnly } from '../adapters/local/read-owner-only.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import type { FacesOptions } from '../web/server.ts';

/** Shorter is a guess away; longer no header should be. Chosen. */
const SECRET_CHARS = { least: 16, most: 200 };

/**
 * How the login before the console says who asks, and under which name it serves it.
 *
 * @returns nothing where there is none
 * @throws PreauError `file-unreadable` for an absent secret; `config-invalid` for one that others may
 *   read, or of another length
 */
export function openLogin({ login }: Config['console']): Pick<FacesOptions, 'names' | 'login'> {
  if (login === undefined) return {};
  const { hostname, secretFile, personHeader, groupsHeader } = login;
  const secret = readOwnerOnly(secretFile, {
    kind: 'login',
    what: 'what the login before the console sends',
    setting: 'console.login.secretFile',
    maxBytes: 1_024,
    renew: 'make a new one, and give it to the web server',
  }).trim();
  const { least, most } = SECRET_CHARS;
  if (secret.length < least || secret.length > most)
    throw new PreauError(
      'config-invalid',
      `Expected a secret of ${least} to ${most} characters in ${secretFile}, got ${secret.length}: make one with openssl rand -hex 32.`,
      {
        said: {
          key: 'secret.loginOther',
          values: { least, most, file: secretFile, letters: secret.length },
        },
      },
    );
  return { names: [hostname.toLowerCase()], login: { personHeader, groupsHeader, secret } };
}
