import type { Route53Client } from '@aws-sdk/client-route-53';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Dns } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { pairWeights, type PairPlatform } from '../../core/shelter/weighted-pair.ts';
import type { PlatformId } from '../../core/units.ts';
import type { AuthorityServer } from '../local/dns-ask.ts';
import { changeState } from './change-state.ts';
import { createAuthorities } from './dns-authorities.ts';
import { awsDnsError } from './dns-error.ts';
import { type ZoneBatch, zoneBatch } from './dns-zone-batch.ts';
import { zoneFinder } from './find-zone.ts';
import { setStay } from './set-stay.ts';

export interface Route53DnsOptions {
  readonly platforms: readonly PairPlatform[];
  readonly route53: Route53Client;
  /** In the holds bucket's own Region, which is not Préau's home. */
  readonly s3: S3Client;
  /** Its objects `holds/<platform>` are what the inverted checks look at. */
  readonly holdsBucket: string;
  /**
   * Hosted zones by name. When some are told, they are all that the protected names are in.
   * @default found by ListHostedZonesByName, once per process
   */
  readonly zoneIds?: Readonly<Record<string, string>>;
  /** @default those that DNS tells, on port 53 */
  readonly authorities?: readonly AuthorityServer[];
}

/**
 * The `Dns` port over Route 53 and S3.
 *
 * The hold is one PutObject or DeleteObject: no Route 53 API, whose control plane lives in
 * us-east-1. Shares go in one ChangeResourceRecordSets batch per zone, together with those of
 * other platforms that wait for the same zone. To stay is UpdateHealthCheck, of the control plane too:
 * it is asked for in quiet times, by people.
 *
 * Its methods throw as the local making's do.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/appendix-b---edge-network-global-service-guidance.html
 */
export function createRoute53Dns(options: Route53DnsOptions): Dns {
  const { platforms, route53, s3, holdsBucket } = options;
  const zones = new Map<string, ZoneBatch>();
  const zoneIdOf = zoneFinder(route53, options.zoneIds);
  const { askAuthorities } = createAuthorities(options);
  const mirrored = (id: PlatformId): PairPlatform => {
    const platform = platforms.find((one) => one.id === id && one.mirror);
    if (platform) return platform;
    throw new PreauError('not-found', `Expected a platform with a mirror, got ${id}.`);
  };
  return {
    async setHold(platform, on) {
      const object = { Bucket: holdsBucket, Key: `holds/${mirrored(platform).id}` };
      const sending = on
        ? s3.send(new PutObjectCommand({ ...object, Body: 'held by Préau\n' }))
        : s3.send(new DeleteObjectCommand(object));
      await sending.catch((error: unknown) => {
        throw awsDnsError(error, `setting the hold of ${platform}`);
      });
    },
    async setStay(platform, on) {
      const { hostname } = mirrored(platform);
      await setStay(route53, await zoneIdOf(hostname), hostname, on);
    },
    async setShare(platform, mirrorShare) {
      const weights = pairWeights(mirrorShare);
      const { hostname } = mirrored(platform);
      const zoneId = await zoneIdOf(hostname);
      const batch = zones.get(zoneId) ?? zoneBatch(route53, zoneId);
      zones.set(zoneId, batch);
      return batch.setWeights(hostname, weights);
    },
    changeState: (changeId) => changeState(route53, changeId),
    askAuthorities,
  };
}
