import { hostname, webUrl } from '../config/schema-values.ts';
import { PreauError } from '../core/errors.ts';

export interface TypedNames {
  readonly statusPage?: string | undefined;
  readonly hosts?: readonly string[] | undefined;
}

/**
 * Hold what becomes part of each page and of the manifest to the rules of the configuration, where a
 * home has it from.
 *
 * @throws PreauError `argument-invalid`
 */
export function refuseWrongNames({ statusPage, hosts = [] }: TypedNames): void {
  if (statusPage !== undefined && !webUrl.safeParse(statusPage).success)
    throw wrong(
      '--status-page',
      'https://… without a password',
      statusPage,
      'its whole address',
      'option.statusPage',
    );
  const host = hosts.find((one) => !hostname.safeParse(one).success);
  if (host !== undefined)
    throw wrong(
      '--host',
      'a host name',
      host,
      'it without https:// and without a path',
      'option.host',
    );
}

const wrong = (
  option: string,
  expected: string,
  got: string,
  give: string,
  key: string,
): PreauError =>
  new PreauError(
    'argument-invalid',
    `${option}: expected ${expected}, got ${JSON.stringify(got.slice(0, 100))}; give ${give}`,
    { said: { key, values: { got: JSON.stringify(got.slice(0, 100)) } } },
  );
