import { CloudFrontKeyValueStoreClient } from '@aws-sdk/client-cloudfront-keyvaluestore';
import { S3Client } from '@aws-sdk/client-s3';
import type { PublishTarget } from '../../app/mirror/publish-target.ts';
import type { TargetAddress } from '../../core/mirror/target-address.ts';
import { platformId } from '../../core/units.ts';
import { createEdgeTarget } from './edge-target.ts';
import { readStoreKeys } from './read-store-keys.ts';
import { createSiteTarget } from './site-target.ts';

type StoreAddress = Extract<TargetAddress, { readonly kind: 'store' | 'edge' }>;

/**
 * Open a target in a store. Keys come from a file of mode 600, or from where the AWS command line
 * finds its own: variables, a profile, a machine's role.
 *
 * @throws PreauError as {@link readStoreKeys}
 */
export async function openStoreTarget(address: StoreAddress): Promise<PublishTarget> {
  if (address.kind === 'edge') {
    const { bucket, platform, store, work, evidence, region, home } = address;
    const here = region === undefined ? {} : { region };
    return createEdgeTarget({
      client: new S3Client(here),
      home: new S3Client(home === undefined ? here : { region: home }),
      keys: new CloudFrontKeyValueStoreClient({ region: 'us-east-1' }),
      platform: platformId(platform),
      bucket,
      store,
      workBucket: work,
      evidenceBucket: evidence,
    });
  }
  const { bucket, prefix, compressed, endpoint, region, credentials } = address;
  const client = new S3Client({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && {
      endpoint,
      forcePathStyle: true,
      region: region ?? 'us-east-1',
    }),
    ...(credentials !== undefined && { credentials: await readStoreKeys(credentials) }),
    // Checksums of a newer kind are Amazon's own; MD5, which all know, goes with each object.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return createSiteTarget({ client, bucket, prefix, compressed });
}
