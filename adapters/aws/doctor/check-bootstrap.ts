import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { finding, type Finding } from './finding.ts';

/** Its usual name. */
const TOOLKIT = 'CDKToolkit';

/** What stacks of aws-cdk-lib's default synthesizer ask for. @see MIN_BOOTSTRAP_STACK_VERSION there */
const VERSION_MIN = 6;

/** Whether each Region has what the CDK deploys with, new enough for what it deploys. */
export async function checkBootstrap(
  regions: readonly string[],
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    regions.map(async (region) => ({ region, version: await versionIn(region, abortSignal) })),
  );
  const missing = found.filter(({ version }) => version === null).map(({ region }) => region);
  const old = found.flatMap(({ region, version }) =>
    version !== null && version < VERSION_MIN
      ? [finding('bootstrap', 'bootstrap-old', { region, version, wanted: VERSION_MIN })]
      : [],
  );
  const faults = [
    ...old,
    ...(missing.length > 0
      ? [finding('bootstrap', 'bootstrap-missing', { regions: missing.join(', ') })]
      : []),
  ];
  if (faults.length > 0) return faults;
  return [finding('bootstrap', 'bootstrap-ready', { regions: regions.join(', ') })];
}

/** @returns null where no stack of that name is; 0 for one that tells no version */
async function versionIn(region: string, abortSignal: AbortSignal): Promise<number | null> {
  const client = new CloudFormationClient({ region, maxAttempts: 2 });
  try {
    const asked = new DescribeStacksCommand({ StackName: TOOLKIT });
    const { Stacks = [] } = await client.send(asked, { abortSignal });
    const told = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'BootstrapVersion');
    const version = Number(told?.OutputValue);
    return Number.isInteger(version) ? version : 0;
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return null;
    throw error;
  } finally {
    client.destroy();
  }
}
