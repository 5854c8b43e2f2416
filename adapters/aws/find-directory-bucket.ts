import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import { BUCKETS } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import { storeError } from './store-error.ts';

/** A bucket, and the account that must own it: its name can be guessed, and taken, by anybody. */
export interface DirectoryBucket {
  readonly name: string;
  readonly account: string;
}

const TIMEOUT_MS = 15_000;

/**
 * The bucket that the home's directory of schools belongs in.
 *
 * @param account as configured; null: that of the credentials, told by its list of buckets
 * @throws PreauError `not-found` before the home is deployed; `store-unavailable`
 */
export async function findDirectoryBucket(
  client: S3Client,
  region: string,
  account: string | null,
): Promise<DirectoryBucket> {
  if (account !== null) return { name: BUCKETS.directory(account, region), account };
  const Prefix = BUCKETS.directory('', '').replace(/-+$/, '-');
  const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
  const asked = new ListBucketsCommand({ Prefix, MaxBuckets: 100 });
  const { Buckets = [] } = await client.send(asked, { abortSignal }).catch((error: unknown) => {
    throw storeError(error, 'listing the buckets of the account');
  });
  const found = Buckets.flatMap(({ Name = '' }) => {
    const [, owner = ''] = /-(\d{12})-/.exec(Name) ?? [];
    return Name === BUCKETS.directory(owner, region) ? [{ name: Name, account: owner }] : [];
  });
  const [bucket] = found;
  if (bucket !== undefined && found.length === 1) return bucket;
  throw new PreauError(
    'not-found',
    `Expected one bucket ${BUCKETS.directory('<account>', region)}, found ${found.length}. Deploy Preau-Home first, or name the account under aws.account.`,
    {
      said: {
        key: 'aws.bucket',
        values: { bucket: BUCKETS.directory('<account>', region), number: found.length },
      },
    },
  );
}
