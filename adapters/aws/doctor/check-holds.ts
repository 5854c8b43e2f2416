import {
  GetPublicAccessBlockCommand,
  type PublicAccessBlockConfiguration,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { AwsConfig } from '../../../config/schema-aws.ts';
import { finding, type Finding } from './finding.ts';

/** Where S3's control interface has the account's settings, whatever the Region. */
const ACCOUNT_BLOCK = '/v20180820/configuration/publicAccessBlock';

/** The two that would shut the hold bucket; what they forbid of ACLs does no harm, for it has none. */
const SHUTTING = ['BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/**
 * Whether the account lets the hold bucket be read by anybody, as the checks of holds read it. What is
 * set for an account stands above what is set for a bucket.
 *
 * @param client in the holds' Region
 * @param account whose credentials these are
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
 */
export async function checkHolds(
  client: S3Client,
  { holdBucket }: Pick<AwsConfig, 'holdBucket'>,
  account: string,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const asked = new GetPublicAccessBlockCommand({ Bucket: holdBucket });
  askAccount(asked, account);
  const block: PublicAccessBlockConfiguration = await client
    .send(asked, { abortSignal })
    .then((answer) => answer.PublicAccessBlockConfiguration ?? {})
    .catch((error: unknown) => {
      // Nothing was ever set.
      if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration')
        return {};
      throw error;
    });
  const on = SHUTTING.filter((one) => block[one] === true);
  const values = { account, bucket: holdBucket, settings: on.join(', ') };
  return [finding('holds', on.length > 0 ? 'holds-shut' : 'holds-readable', values)];
}

interface Outgoing {
  hostname: string;
  path: string;
  query: object;
  headers: Record<string, string>;
}

/**
 * Send the question about a bucket to the account instead: the same answer in the same form, signed for
 * the same service, from the control interface's host.
 */
function askAccount(command: GetPublicAccessBlockCommand, account: string): void {
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as Outgoing;
      request.hostname = request.hostname.replace(
        /^(?:.+\.)?s3\.([a-z0-9-]+)\.(amazonaws\.[a-z.]+)$/,
        `${account}.s3-control.$1.$2`,
      );
      request.path = ACCOUNT_BLOCK;
      request.query = {};
      request.headers = {
        ...request.headers,
        host: request.hostname,
        'x-amz-account-id': account,
      };
      return next(args);
    },
    { step: 'build', name: 'askAccount', priority: 'low' },
  );
}
