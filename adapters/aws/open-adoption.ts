import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import type { Dns } from '../../app/ports.ts';
import { GLOBAL_REGION } from '../../config/aws-names.ts';
import type { ZoneConfig } from '../../config/schema-home.ts';
import { PreauError } from '../../core/errors.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { systemClock } from '../local/clock.ts';
import type { AuthorityServer } from '../local/dns-ask.ts';
import { changeState } from './change-state.ts';
import { type CheckHealth, checkHealth } from './check-health.ts';
import { createAuthorities } from './dns-authorities.ts';
import { publicZone } from './public-zone.ts';
import { listObjects } from './s3-list.ts';
import { storeError } from './store-error.ts';
import { createZoneRecords, type ZoneRecords } from './zone-records.ts';

/** An account's zones and checks, as a person who adopts names needs them. */
export interface Adoption {
  /** Whether anybody is signed in, before anything is asked. @throws PreauError `credentials-missing` */
  readonly signIn: () => Promise<void>;
  /** Of the most precise zone of the configuration. @throws PreauError `not-found` */
  readonly zoneIdOf: (hostname: string) => Promise<string>;
  readonly records: ZoneRecords;
  readonly changeState: (changeId: string) => Promise<'pending' | 'insync'>;
  readonly health: (ids: readonly string[]) => Promise<ReadonlyMap<string, CheckHealth>>;
  /** Platforms whose hold object is there now. @throws PreauError `store-unavailable` */
  readonly held: () => Promise<ReadonlySet<string>>;
  readonly askAuthorities: Dns['askAuthorities'];
  readonly close: () => void;
}

export interface OpenAdoptionOptions {
  readonly zones: readonly ZoneConfig[];
  readonly platforms: readonly PairPlatform[];
  /** Where the hold objects are. */
  readonly holds: { readonly bucket: string; readonly region: string };
  /** Empty: those that DNS tells. */
  readonly authorities: readonly AuthorityServer[];
}

/** With the credentials of whoever runs the command. */
export function openAdoption({
  zones,
  platforms,
  holds,
  authorities,
}: OpenAdoptionOptions): Adoption {
  const route53 = new Route53Client({ region: GLOBAL_REGION });
  const cloudwatch = new CloudWatchClient({ region: GLOBAL_REGION });
  const s3 = new S3Client({ region: holds.region });
  return {
    signIn: async () => {
      await route53.config.credentials().catch((error: unknown) => {
        throw storeError(error, 'asking Route 53');
      });
    },
    zoneIdOf: zoneIds(route53, zones),
    records: createZoneRecords(route53),
    changeState: (id) => changeState(route53, id),
    health: checkHealth({ cloudwatch, clock: systemClock }),
    held: () => heldPlatforms(s3, holds.bucket),
    ...createAuthorities({ platforms, ...(authorities.length > 0 && { authorities }) }),
    close: () => {
      route53.destroy();
      cloudwatch.destroy();
      s3.destroy();
    },
  };
}

/** Its objects are `holds/<platform>`: what the inverted checks look at. */
async function heldPlatforms(s3: S3Client, bucket: string): Promise<ReadonlySet<string>> {
  const prefix = 'holds/';
  const held = new Set<string>();
  for await (const { key } of listObjects(s3, { Bucket: bucket, Prefix: prefix }))
    held.add(key.slice(prefix.length));
  return held;
}

function zoneIds(
  route53: Route53Client,
  zones: readonly ZoneConfig[],
): (hostname: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (hostname) => {
    const [zone] = zones
      .filter(({ name }) => `.${hostname}`.endsWith(`.${name}`))
      .toSorted((one, other) => other.name.length - one.name.length);
    const name = zone?.name ?? hostname;
    const id = known.get(name) ?? zone?.hostedZoneId ?? (await publicZone(route53, name));
    if (id !== null) {
      known.set(name, id);
      return id;
    }
    throw new PreauError(
      'not-found',
      `Expected the hosted zone ${name} in Route 53, found none. Deploy Preau-Zones, or name its hostedZoneId.`,
      { said: { key: 'aws.zone', values: { name } } },
    );
  };
}
