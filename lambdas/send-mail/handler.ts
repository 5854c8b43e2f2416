import type { AcknowledgeLinks } from '../../adapters/local/acknowledge-links.ts';
import type { OptOutLinks } from '../../adapters/local/opt-out-links.ts';
import type { PerformSendSettings } from '../../app/perform/perform-send.ts';
import type { Mail } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { createSendHandler, type SendChannelNeeds } from '../send-channel.ts';

interface Links {
  readonly optOut: Pick<OptOutLinks, 'urlFor'>;
  readonly acknowledge: Pick<AcknowledgeLinks, 'urlFor'>;
}

export type SendMailNeeds = Omit<SendChannelNeeds, 'settings' | 'ports'> & {
  readonly ports: Omit<SendChannelNeeds['ports'], 'sms'> & { readonly mail: Mail };
  readonly settings: Omit<PerformSendSettings, 'unsubscribeUrl' | 'acknowledgeUrl'>;
  /** How contacts leave, and say that they have read: each mail has links of its own. */
  readonly openLinks: () => Promise<Links>;
};

/** The function behind the queue of mails. */
export const createHandler = ({ openLinks, settings, ...needs }: SendMailNeeds) =>
  createSendHandler('send-mail', {
    ...needs,
    settings: async () => {
      const { optOut, acknowledge } = await openLinks().catch(notYet);
      return {
        ...settings,
        unsubscribeUrl: ({ key }) => optOut.urlFor(key),
        acknowledgeUrl: ({ key }) => acknowledge.urlFor(key),
      };
    },
  });

/** A right to the secret that is missing can be given while the notice waits: it is not given up. */
function notYet(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `Expected to make the links of mails, could not: ${why}`;
  throw new PreauError('store-unavailable', message, { cause, retryable: true });
}
