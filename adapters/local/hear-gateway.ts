import type { Clock, Deliveries } from '../../app/ports.ts';
import type { SmsReceiptsConfig } from '../../config/schema-sms.ts';
import type { Receipt } from '../../core/notice/receipt.ts';
import {
  readWebhook,
  type WebhookCall,
  type WebhookShape,
  type WebhookWord,
} from './sms-webhook.ts';

export interface GatewayNeeds {
  readonly deliveries: Pick<Deliveries, 'keyOfProviderId'>;
  readonly clock: Pick<Clock, 'now'>;
  /** @returns false when no such delivery is known */
  readonly note: (receipt: Receipt) => Promise<boolean>;
  /** In milliseconds since 1970: a gateway knows no rehearsal's time. @default the wall's clock */
  readonly wall?: () => number;
}

/** What came of one call of a gateway. */
export type GatewayHeard =
  | { readonly kind: 'taken'; readonly noted: number; readonly unknown: number }
  | { readonly kind: 'refused' | 'malformed' };

/**
 * Hear one gateway: verify what it posts by the shared secret, read it, and keep what it says of
 * each message.
 *
 * @param prefix before its names for messages, where another gateway may give the same ones
 */
export function hearGateway(
  config: Omit<SmsReceiptsConfig, 'secretFile' | 'secretVariable'>,
  secret: Uint8Array,
  prefix: string,
  needs: GatewayNeeds,
): (call: WebhookCall) => Promise<GatewayHeard> {
  const shape = shapeOf(config);
  return async (call) => {
    const reading = readWebhook(call, secret, shape, (needs.wall ?? Date.now)());
    if (reading.kind !== 'words') return { kind: reading.kind };
    let [noted, unknown] = [0, 0];
    for (const word of reading.words) {
      if (await noteWord(word, prefix, needs)) noted += 1;
      else unknown += 1;
    }
    return { kind: 'taken', noted, unknown };
  };
}

/** By our own key where the gateway gives it back, else by its name for the message. */
async function noteWord(
  { id, key, kind, detail }: WebhookWord,
  prefix: string,
  { deliveries, clock, note }: GatewayNeeds,
): Promise<boolean> {
  const at = clock.now();
  if (key.includes('/sms/') && (await note({ key, kind, detail, at }))) return true;
  const named = id === '' ? null : await deliveries.keyOfProviderId(`${prefix}${id}`);
  return named !== null && note({ key: named, kind, detail, at });
}

const shapeOf = (config: Parameters<typeof hearGateway>[0]): WebhookShape => {
  const { idField, keyField, statusField, detailField } = config;
  const { delivered, expired, blocked, bounced } = config;
  const words = { delivered, expired, blocked, bounced };
  return { idField, keyField, statusField, detailField, words };
};
