import { readFile } from 'node:fs/promises';
import type { Adoption } from '../adapters/aws/open-adoption.ts';
import { askChecks, type KnownChecks, readChecks } from '../adapters/aws/read-checks.ts';
import { standingType } from '../app/adopt/standing-type.ts';
import type { WantedMirror, WantedName } from '../app/adopt/wanted-pair.ts';
import type { CheckIds } from '../config/aws-exports.ts';
import type { Config } from '../config/schema.ts';
import type { MirrorConfig, PlatformConfig } from '../config/schema-platform.ts';
import { PreauError } from '../core/errors.ts';
import { twinsOf } from './adopt-twins.ts';

/** A name to adopt, and the checks that it would lean on. */
export interface NameToAdopt {
  readonly wanted: WantedName;
  readonly checks: CheckIds & { readonly platform: string; readonly hostname: string };
}

export interface NamesToAdopt {
  readonly names: readonly NameToAdopt[];
  readonly always: string;
}

/**
 * The names that are to be adopted, as the configuration and the stack of checks have them.
 *
 * @param only ids of platforms; absent: all that have a mirror
 * @param checksFile absent: CloudFormation is asked
 * @throws PreauError `argument-invalid` for an unknown platform, `not-found` for one without checks
 *   or whose distribution is not there, `file-unreadable`
 */
export async function namesToAdopt(
  config: Config,
  only: readonly string[] | undefined,
  checksFile: string | undefined,
  adoption: Pick<Adoption, 'records' | 'zoneIdOf'>,
): Promise<NamesToAdopt> {
  const mirrored = config.platforms.flatMap((platform) =>
    platform.mirror ? [{ platform, mirror: platform.mirror }] : [],
  );
  refuseUnknown(
    only,
    mirrored.map(({ platform }) => platform.id),
  );
  const known = await checksFrom(checksFile);
  const adopted = config.names.zones.flatMap((zone) => zone.adopted);
  const ttlSec = Math.floor(config.names.ttl / 1_000);
  const names: NameToAdopt[] = [];
  for (const { platform, mirror } of mirrored) {
    const { id, hostname, origin } = platform;
    if (only && !only.includes(id)) continue;
    const checks = checksOf(id, known);
    names.push({
      wanted: {
        platform: id,
        hostname,
        originHost: origin.host,
        origin: origin.addresses,
        mirror: await mirrorOf(platform, mirror, adoption),
        ...twinsOf(platform, mirror),
        ttlSec,
        checks: { both: checks.both, always: known.always },
        adopted: adopted.includes(hostname),
      },
      checks: { platform: id, hostname, ...checks },
    });
  }
  return { names, always: known.always };
}

async function checksFrom(file: string | undefined): Promise<KnownChecks> {
  if (file === undefined) return askChecks();
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PreauError(
      'file-unreadable',
      `Expected the checks in ${file}, got: ${String(cause)}.`,
      {
        cause,
        said: { key: 'adopt.checks', values: { file, why: String(cause) } },
      },
    );
  });
  return readChecks(content, file);
}

function refuseUnknown(only: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = only?.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new PreauError(
    'argument-invalid',
    `Expected platforms with a mirror (${known.join(', ') || '-'}), got ${unknown}. Correct --only.`,
    { said: { key: 'adopt.only', values: { known: known.join(', ') || '–', got: unknown } } },
  );
}

function checksOf(id: string, known: KnownChecks): CheckIds {
  const checks = known.platforms.get(id);
  if (checks) return checks;
  throw new PreauError(
    'not-found',
    `Expected the health checks of ${id}, found those of ${[...known.platforms.keys()].join(', ') || 'none'}. Deploy Preau-Watch again.`,
    {
      said: {
        key: 'adopt.noChecks',
        values: { id, known: [...known.platforms.keys()].join(', ') || '–' },
      },
    },
  );
}

/** CloudFront's own name for the distribution is what the mirror's own name is an alias to. */
async function mirrorOf(
  { id }: PlatformConfig,
  { addresses, cloudFront, ownName }: MirrorConfig,
  { records, zoneIdOf }: Pick<Adoption, 'records' | 'zoneIdOf'>,
): Promise<WantedMirror> {
  if (!cloudFront) return { kind: 'addresses', addresses };
  const found = await records.at(await zoneIdOf(ownName), [ownName]);
  const standing = standingType(found, ownName, 'A');
  const alias = standing.kind === 'plain' ? standing.record.alias : undefined;
  if (alias) return { kind: 'alias', target: alias.target, zoneId: alias.zoneId };
  throw new PreauError(
    'not-found',
    `Expected ${ownName} to be an alias to the distribution of the mirror of ${id}, found none. Deploy Preau-Mirror first.`,
    { said: { key: 'adopt.noAlias', values: { name: ownName, id } } },
  );
}
