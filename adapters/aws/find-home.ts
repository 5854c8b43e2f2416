import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { STACKS } from '../../config/aws-names.ts';
import { DEPLOYMENT_OUTPUT, HOME_OUTPUTS, type HomeOutput } from '../../config/aws-outputs.ts';
import { PreauError } from '../../core/errors.ts';
import { httpStatusOf } from './store-error.ts';

/** What a deployed home says of itself. */
export interface FoundHome {
  readonly outputs: { readonly [output in HomeOutput]: string };
  /** Of what its functions decide by; null where its stack is older than that. */
  readonly digest: string | null;
}

/** From the question to the answer, the SDK's own retries included. Chosen: a person waits. */
const TIMEOUT_MS = 15_000;

/**
 * Ask CloudFormation what the home's stack calls its tables. It needs `cloudformation:DescribeStacks`
 * on that stack.
 *
 * @param account the one that the configuration names; null: that of the credentials
 * @throws PreauError `not-found` where no such stack is deployed, or an older one; `config-invalid`
 *   for credentials of another account; `home-unreachable` for no answer, or none for these
 *   credentials
 */
export async function findHome(region: string, account: string | null): Promise<FoundHome> {
  const client = new CloudFormationClient({ region });
  try {
    const asked = new DescribeStacksCommand({ StackName: STACKS.home });
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const { Stacks = [] } = await client.send(asked, { abortSignal });
    const [stack] = Stacks;
    refuseOtherAccount(stack?.StackId ?? '', account);
    const told = new Map(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
        OutputKey,
        OutputValue,
      ]),
    );
    return { outputs: outputsOf(told, region), digest: told.get(DEPLOYMENT_OUTPUT) ?? null };
  } catch (error) {
    throw error instanceof PreauError ? error : findError(error, region);
  } finally {
    client.destroy();
  }
}

function outputsOf(told: ReadonlyMap<string, string>, region: string): FoundHome['outputs'] {
  const missing = HOME_OUTPUTS.filter((name) => !told.get(name));
  if (missing.length > 0)
    throw new PreauError(
      'not-found',
      `Expected the stack ${STACKS.home} in ${region} to have the outputs ${HOME_OUTPUTS.join(', ')}, found none of ${missing.join(', ')}. Deploy it with this version: cdk deploy ${STACKS.home}`,
      {
        said: {
          key: 'aws.outputs',
          values: { stack: STACKS.home, region, missing: missing.join(', ') },
        },
      },
    );
  const of = (name: HomeOutput): string => told.get(name) ?? '';
  return {
    journalTable: of('journalTable'),
    observationsTable: of('observationsTable'),
    deliveriesTable: of('deliveriesTable'),
    evidenceBucket: of('evidenceBucket'),
  };
}

/** `arn:aws:cloudformation:<region>:<account>:stack/…` */
function refuseOtherAccount(stackId: string, account: string | null): void {
  const found = stackId.split(':')[4];
  if (account === null || found === account) return;
  throw new PreauError(
    'config-invalid',
    `Expected credentials of the account ${account} that aws.account names, got those of ${found}. Choose others (AWS_PROFILE), or correct the configuration.`,
    { said: { key: 'aws.otherAccount', values: { account, found: found ?? '–' } } },
  );
}

function findError(error: unknown, region: string): PreauError {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'ValidationError' && message.includes('does not exist'))
    return new PreauError(
      'not-found',
      `Expected a home on AWS in ${region}, found no stack ${STACKS.home} there. Deploy it, or correct aws.region.`,
      { cause: error, said: { key: 'aws.noStack', values: { stack: STACKS.home, region } } },
    );
  const status = httpStatusOf(error);
  const isRight = name === 'CredentialsProviderError' || status === 400 || status === 403;
  const remedy = isRight
    ? 'Give credentials that may read the stack: AWS_PROFILE, or aws sso login.'
    : 'See whether the Region answers, and whether this machine reaches it.';
  return new PreauError(
    'home-unreachable',
    `Expected to read the stack ${STACKS.home} in ${region}, got ${name} (${message.slice(0, 300)}). ${remedy}`,
    {
      cause: error,
      retryable: status === null || status >= 500,
      said: {
        key: isRight ? 'aws.stackRefused' : 'aws.stackSilent',
        values: { stack: STACKS.home, region, got: `${name} (${message.slice(0, 200)})` },
      },
    },
  );
}
