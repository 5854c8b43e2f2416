import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod/mini';
import {
  CHECK_EXPORTS,
  type CheckIds,
  platformOfExport,
  splitCheckIds,
} from '../../config/aws-exports.ts';
import { GLOBAL_REGION, STACKS } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import { storeError } from './store-error.ts';

/** The health checks that the stack of checks made. */
export interface KnownChecks {
  readonly always: string;
  readonly platforms: ReadonlyMap<string, CheckIds>;
}

const TIMEOUT_MS = 15_000;

/** As DescribeStacks answers, and as `aws cloudformation describe-stacks` prints it. */
const schema = z.object({
  Stacks: z
    .array(
      z.object({
        Outputs: z.optional(
          z
            .array(
              z.object({
                OutputValue: z.optional(z.string().check(z.maxLength(1_024))),
                ExportName: z.optional(z.string().check(z.maxLength(255))),
              }),
            )
            .check(z.maxLength(1_000)),
        ),
      }),
    )
    .check(z.maxLength(100)),
});

/** Where the checks are read when no file tells them, for people. */
const COMMAND = `aws cloudformation describe-stacks --region ${GLOBAL_REGION} --stack-name ${STACKS.watch}`;

/**
 * Ask CloudFormation which health checks there are.
 *
 * @param timeoutMs of the question, its retries included. @default 15,000
 * @throws PreauError `not-found` before the stack of checks is deployed; `store-unavailable`
 */
export async function askChecks(timeoutMs: number = TIMEOUT_MS): Promise<KnownChecks> {
  const client = new CloudFormationClient({ region: GLOBAL_REGION });
  try {
    const abortSignal = AbortSignal.timeout(timeoutMs);
    const asked = new DescribeStacksCommand({ StackName: STACKS.watch });
    const answer = await client.send(asked, { abortSignal }).catch((error: unknown) => {
      if (error instanceof Error && /does not exist/.test(error.message)) throw noChecks(error);
      throw storeError(error, `asking CloudFormation for ${STACKS.watch}`);
    });
    return checksIn(answer, STACKS.watch);
  } finally {
    client.destroy();
  }
}

/**
 * Read the health checks from what {@link COMMAND} printed.
 *
 * @param name of the file, for the error
 * @throws PreauError `file-unreadable`, `not-found`
 */
export function readChecks(content: string, name: string): KnownChecks {
  let tree: unknown = null;
  try {
    tree = JSON.parse(content);
  } catch {
    // Told below, as anything else that is no such answer.
  }
  return checksIn(tree, name);
}

function checksIn(tree: unknown, name: string): KnownChecks {
  const read = z.safeParse(schema, tree);
  if (!read.success)
    throw new PreauError(
      'file-unreadable',
      `Expected in ${name} the outputs of ${STACKS.watch}, got something else. Write them anew: ${COMMAND}`,
      {
        said: {
          key: 'aws.checksOther',
          values: { file: name, stack: STACKS.watch, command: COMMAND },
        },
      },
    );
  const outputs = read.data.Stacks.flatMap(({ Outputs = [] }) => Outputs);
  const always = outputs.find(({ ExportName }) => ExportName === CHECK_EXPORTS.always);
  if (!always?.OutputValue) throw noChecks();
  const platforms = outputs.flatMap(({ ExportName = '', OutputValue = '' }) => {
    const platform = platformOfExport(ExportName);
    const ids = splitCheckIds(OutputValue);
    return platform === null || ids === null ? [] : [[platform, ids] as const];
  });
  return { always: always.OutputValue, platforms: new Map(platforms) };
}

const noChecks = (cause?: Error): PreauError =>
  new PreauError(
    'not-found',
    `Expected the health checks of ${STACKS.watch} in ${GLOBAL_REGION}, found none. Deploy it first: npx cdk deploy ${STACKS.watch}`,
    {
      cause,
      said: { key: 'aws.noChecks', values: { stack: STACKS.watch, region: GLOBAL_REGION } },
    },
  );
