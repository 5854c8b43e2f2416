import { type CloudFormationClient, ListExportsCommand } from '@aws-sdk/client-cloudformation';
import { type CheckIds, platformOfExport, splitCheckIds } from '../../../config/aws-exports.ts';

/** A hundred exports a page; an account has a thousand at most. */
const PAGES_MAX = 20;

/**
 * The health checks of each platform, as the deployed stack exports them.
 *
 * @param client in us-east-1
 * @returns by platform; empty before the checks are deployed
 */
export async function exportedChecks(
  client: CloudFormationClient,
  abortSignal: AbortSignal,
): Promise<ReadonlyMap<string, CheckIds>> {
  const found = new Map<string, CheckIds>();
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const asked = new ListExportsCommand(NextToken === undefined ? {} : { NextToken });
    const answer = await client.send(asked, { abortSignal });
    for (const { Name = '', Value = '' } of answer.Exports ?? []) {
      const platform = platformOfExport(Name);
      const ids = splitCheckIds(Value);
      if (platform !== null && ids !== null) found.set(platform, ids);
    }
    NextToken = answer.NextToken;
    if (!NextToken) break;
  }
  return found;
}
