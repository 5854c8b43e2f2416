import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../../app/ports.ts';
import type { AwsConfig } from '../../../config/schema-aws.ts';
import { PreauError } from '../../../core/errors.ts';
import { finding, type Finding } from './finding.ts';

/** Signatures are refused at five minutes; turns of a shared rate need far less. Chosen. */
const CLOCK_OFF_SEC = 10;
const TIMEOUT_MS = 15_000;

/** No key, or one that the account does not know. */
const KEYLESS =
  /^(?:CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|TokenRefreshRequired)/;

/**
 * Who asks, and whether it is the account that the configuration is for; and how far this machine's
 * clock is from AWS's. Everything else needs this answer first.
 *
 * @throws PreauError `credentials-missing` without credentials that AWS knows; `store-unavailable`
 *   when it does not answer
 */
export async function checkAccount(
  { account, region }: AwsConfig,
  clock: Pick<Clock, 'now'>,
): Promise<readonly Finding[]> {
  let date: string | undefined;
  const client = new STSClient({ region, maxAttempts: 2 });
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      date = dateOf(answer.response);
      return answer;
    },
    { step: 'deserialize', name: 'readDate' },
  );
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}), {
      abortSignal,
    });
    const values = { account: Account, wanted: account ?? Account, who: Arn };
    const other = account !== undefined && account !== Account;
    return [
      finding('account', other ? 'account-other' : 'account-known', values),
      clockFinding(date, clock.now()),
    ];
  } catch (error) {
    throw unreached(error);
  } finally {
    client.destroy();
  }
}

function unreached(error: unknown): PreauError {
  const [kind, text] =
    error instanceof Error ? [error.name, error.message] : ['error', String(error)];
  const got = `${kind} (${text.slice(0, 200)})`;
  if (KEYLESS.test(kind))
    return new PreauError(
      'credentials-missing',
      `Expected credentials of the AWS account, got ${got}. Sign in ("aws sso login", or AWS_PROFILE), then try again.`,
      { cause: error, said: { key: 'aws.credentials', values: { got } } },
    );
  return new PreauError(
    'store-unavailable',
    `Expected AWS to say whose credentials these are, got ${got}. Look at the network, then try again.`,
    { cause: error, retryable: true, said: { key: 'aws.whose', values: { got } } },
  );
}

/** The HTTP answer's own date, to the second. */
function dateOf(response: unknown): string | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null || !('date' in headers)) return;
  return typeof headers.date === 'string' ? headers.date : undefined;
}

function clockFinding(date: string | undefined, now: number): Finding {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return finding('clock', 'clock-untold');
  const seconds = Math.round(Math.abs(theirs - now) / 1_000);
  return finding('clock', seconds > CLOCK_OFF_SEC ? 'clock-off' : 'clock-agrees', { seconds });
}
