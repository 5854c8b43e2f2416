import { resolve } from 'node:path';
import type { RecipeSecret } from '../../../config/recipe-schema.ts';
import { PreauError } from '../../../core/errors.ts';
import { readOwnerOnly } from '../read-owner-only.ts';

/** Where secrets are looked for. */
export interface SecretPlaces {
  /** What paths of files are relative to: the recipe's own folder. */
  readonly folder: string;
  readonly environment: { readonly [name: string]: string | undefined };
}

/** Chosen: a session has a few cookies. */
const MAX_BYTES = 65_536;

/**
 * Read a secret from a file of its owner's alone, or from a variable. Never taken from the command
 * line, which every user of the machine can read; nothing of what it holds is ever told.
 *
 * @returns without the end of its last line
 * @throws PreauError `file-unreadable` for a file that cannot be read; `config-invalid` for one that
 *   others may read; `credentials-missing` for a variable that is empty
 */
export function readSecret(secret: RecipeSecret, { folder, environment }: SecretPlaces): string {
  const text =
    secret.file === undefined
      ? readVariable(secret.environment ?? '', environment)
      : readSecretFile(resolve(folder, secret.file));
  return text.replace(/\r?\n$/, '');
}

function readVariable(name: string, environment: SecretPlaces['environment']): string {
  const text = environment[name] ?? '';
  if (text.trim() !== '' && text.length <= MAX_BYTES) return text;
  throw new PreauError(
    'credentials-missing',
    `expected a secret for the visit of a site in the variable ${name}, got ${text === '' ? 'none' : 'one that is empty or too long'}; set it, or give a file instead`,
    {
      said: {
        key: 'secret.siteNone',
        values: { variable: name, got: { key: text === '' ? 'got.none' : 'got.emptyOrLong' } },
      },
    },
  );
}

function readSecretFile(path: string): string {
  const text = readOwnerOnly(path, {
    kind: 'site',
    what: 'a secret',
    setting: "the visit of a site, in its recipe's session",
    maxBytes: MAX_BYTES,
    renew: 'change it there',
  });
  if (text.trim() !== '') return text;
  throw new PreauError(
    'file-unreadable',
    `Expected a secret for the visit of a site in ${path}, got: an empty file. Put it there, or correct the path in the recipe.`,
    { said: { key: 'secret.siteOther', values: { path } } },
  );
}
