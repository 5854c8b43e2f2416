import { openAdoption, type Adoption } from '../adapters/aws/open-adoption.ts';
import { platformsOf } from '../config/platforms-of.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import { readAuthorityOptions } from './adopt-authorities.ts';
import { loadConfig } from './check-load-config.ts';
import type { CliIo } from './frame-io.ts';

/** Asked of both ways: to adopt, and to undo it. */
export interface AdoptCommonOptions {
  readonly config: string;
  readonly apply: boolean;
  readonly json: boolean;
  /** Empty: those that DNS tells. */
  readonly authorities: readonly string[];
}

/**
 * Load the configuration and reach the account that its names are in.
 *
 * @throws PreauError `config-invalid` without an `aws` section, `argument-invalid`,
 *   `credentials-missing`
 */
export async function withAdoption<Result>(
  { config: file, authorities }: AdoptCommonOptions,
  io: CliIo,
  work: (config: Config, adoption: Adoption) => Promise<Result>,
): Promise<Result> {
  const servers = readAuthorityOptions(authorities);
  const config = await loadConfig(file, io);
  if (config.aws === undefined)
    throw new PreauError(
      'config-invalid',
      `Expected an aws section in ${file}, found none: names are adopted in Route 53 alone.`,
      { said: { key: 'aws.adopt', values: { file } } },
    );
  const adoption = openAdoption({
    zones: config.names.zones,
    platforms: platformsOf(config),
    holds: { bucket: config.aws.holdBucket, region: config.aws.holdRegion },
    authorities: servers,
  });
  try {
    await adoption.signIn();
    return await work(config, adoption);
  } finally {
    adoption.close();
  }
}
