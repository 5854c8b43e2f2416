import { text } from './push-items.ts';
import { pushTable, type PushTableOptions } from './push-table.ts';

/** What the page gives browsers to subscribe with: told by whoever holds the key, read by whoever does not. */
export interface PublicPushKey {
  tell(publicKey: string): Promise<void>;
  /** @returns null before it was ever told */
  told(): Promise<string | null>;
}

/** @throws PreauError `store-unavailable`, both */
export function createDynamoPushKey(options: PushTableOptions): PublicPushKey {
  const table = pushTable(options);
  return {
    tell: async (publicKey) =>
      void (await table.update('state', 'key', 'SET #publicKey = :key', {
        values: { ':key': { S: publicKey } },
      })),
    told: async () => text((await table.get('state', 'key')) ?? {}, 'publicKey') || null,
  };
}
