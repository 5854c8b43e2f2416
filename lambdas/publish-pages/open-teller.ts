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
import type { Listener } from './listener.ts';
import { type Teller, tellListeners } from './tell-listeners.ts';
import { webhookListener, type WebhookNeeds } from './webhook-listener.ts';

/** For one call, shorter than at home: the function that brings it ends. Chosen. */
const TIMEOUT_MS = 8_000;

export interface TellerNeeds {
  readonly journal: Journal;
  readonly dynamo: DynamoDBClient;
  /** Of the organisation's language. */
  readonly speech: Pick<ChangeSpeech, 'language' | 'words' | 'render'> | undefined;
  /** Browsers; null where none is told. */
  readonly pushes: Listener | null;
}

/** @returns null where nobody is told beside the page */
export function openTeller(
  { config, policy }: Pick<Ready, 'config' | 'policy'>,
  { journal, dynamo, speech, pushes }: TellerNeeds,
): Teller | null {
  const { webhooks } = config.pages;
  if ((webhooks.length === 0 && pushes === null) || speech === undefined) return null;
  const { contact } = config.organisation;
  const needs: Omit<WebhookNeeds, 'engine'> = {
    clock: systemClock,
    random: { next: Math.random },
    ledger: createDynamoCallLedger({ client: dynamo, table: variable('scratchTable') }),
    caller: createWebhookCaller(
      openStoredEndpoints(webhooks),
      createGuardedPost({ guard: publicPosts, timeoutMs: TIMEOUT_MS, connections: 2 }),
    ),
    word: wordChange(policy, { ...speech, contact, rehearsal: false }),
  };
  return tellListeners({
    policy,
    journal,
    open: (take) => engineOver(journal, policy, take),
    listeners: (engine) => [
      ...(pushes === null ? [] : [pushes]),
      ...webhooks.map((wish) => webhookListener(wish, { ...needs, engine })),
    ],
  });
}
