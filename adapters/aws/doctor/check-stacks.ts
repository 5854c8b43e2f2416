import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { ExpectedStack } from './expected-stacks.ts';
import { finding, type Finding } from './finding.ts';

interface Known extends ExpectedStack {
  readonly status: string;
  readonly drift: string;
}

/** Which stacks are there, whether each is whole, and whether somebody changed one by hand. */
export async function checkStacks(
  expected: readonly ExpectedStack[],
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const found = await Promise.all(expected.map((stack) => describe(stack, abortSignal)));
  const there = found.filter((one) => one !== null);
  if (there.length === 0) return [finding('stacks', 'stacks-none', { count: expected.length })];
  const missing = expected
    .filter(({ name }) => !there.some((one) => one.name === name))
    .map(({ name }) => name);
  const faults = [
    ...there.flatMap(faultOf),
    ...(missing.length > 0
      ? [finding('stacks', 'stacks-missing', { missing: missing.join(', ') })]
      : []),
  ];
  return faults.length > 0 ? faults : [finding('stacks', 'stacks-all', { count: there.length })];
}

/** Whether a stack is there, whole or not. */
export const isStackThere = async (stack: ExpectedStack, signal: AbortSignal): Promise<boolean> =>
  (await describe(stack, signal)) !== null;

/** @returns null when no such stack is there */
async function describe(stack: ExpectedStack, abortSignal: AbortSignal): Promise<Known | null> {
  const client = new CloudFormationClient({ region: stack.region, maxAttempts: 2 });
  try {
    const asked = new DescribeStacksCommand({ StackName: stack.name });
    const { Stacks = [] } = await client.send(asked, { abortSignal });
    const { StackStatus: status = '', DriftInformation } = Stacks[0] ?? {};
    // Bootstrapped by a change set that was never executed: nothing is there yet.
    if (status === '' || status === 'REVIEW_IN_PROGRESS') return null;
    return { ...stack, status, drift: DriftInformation?.StackDriftStatus ?? '' };
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return null;
    throw error;
  } finally {
    client.destroy();
  }
}

/** A rollback of an update leaves the stack as it was: whole, though not what was asked for. */
function faultOf({ name, region, status, drift }: Known): readonly Finding[] {
  const values = { stack: name, region, status };
  if (status.endsWith('_IN_PROGRESS')) return [finding('stacks', 'stack-busy', values)];
  if (status.endsWith('_FAILED') || status === 'ROLLBACK_COMPLETE')
    return [finding('stacks', 'stack-broken', values)];
  return drift === 'DRIFTED' ? [finding('stacks', 'stack-drifted', values)] : [];
}
