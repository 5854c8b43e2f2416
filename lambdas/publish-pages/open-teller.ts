import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoCallLedger } from '../../adapters/aws/dynamo-call-ledger.ts';
import { openStoredEndpoints } from '../../adapters/aws/stored-endpoints.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { createGuardedPost, publicPosts } from '../../adapters/local/guarded-post.ts';
import { createWebhookCaller } from '../../adapters/local/subscriptions/webhook-caller.ts';
import type { Journal } from '../../app/ports.ts';
import { type ChangeSpeech, wordChange } from '../../web/status/feeds/word-change.ts';
import type { Ready } from '../deployment.ts';
import { variable } from '../environment.ts';
import { engineOver } from '../open-engine.ts';
import { type Teller, tellEndpoints } from './tell-endpoints.ts';

/** For one call, shorter than at home: the function that brings it ends. Chosen. */
const TIMEOUT_MS = 8_000;

/** @returns null where no webhook is configured */
export function openTeller(
  { config, policy }: Pick<Ready, 'config' | 'policy'>,
  needs: {
    readonly journal: Journal;
    readonly dynamo: DynamoDBClient;
    /** Of the organisation's language. */
    readonly speech: Pick<ChangeSpeech, 'language' | 'words' | 'render'> | undefined;
  },
): Teller | null {
  const { webhooks } = config.pages;
  const { journal, dynamo, speech } = needs;
  if (webhooks.length === 0 || speech === undefined) return null;
  const post = createGuardedPost({ guard: publicPosts, timeoutMs: TIMEOUT_MS, connections: 2 });
  const { contact } = config.organisation;
  return tellEndpoints({
    webhooks,
    policy,
    journal,
    clock: systemClock,
    random: { next: Math.random },
    ledger: createDynamoCallLedger({ client: dynamo, table: variable('scratchTable') }),
    caller: createWebhookCaller(openStoredEndpoints(webhooks), post),
    open: (take) => engineOver(journal, policy, take),
    word: wordChange(policy, { ...speech, contact, rehearsal: false }),
  });
}
