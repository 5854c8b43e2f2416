import type { OptOutLinks } from '../../adapters/local/opt-out-links.ts';
import type { PerformSendSettings } from '../../app/perform/perform-send.ts';
import type { Mail } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { createSendHandler, type SendChannelNeeds } from '../send-channel.ts';

type Links = Pick<OptOutLinks, 'urlFor'>;

export type SendMailNeeds = Omit<SendChannelNeeds, 'settings' | 'ports'> & {
  readonly ports: Omit<SendChannelNeeds['ports'], 'sms'> & { readonly mail: Mail };
  readonly settings: Omit<PerformSendSettings, 'unsubscribeUrl'>;
  /** How contacts leave: each mail has a link of its own. */
  readonly openLinks: () => Promise<Links>;
};

/** The function behind the queue of mails. */
export const createHandler = ({ openLinks, settings, ...needs }: SendMailNeeds) =>
  createSendHandler('send-mail', {
    ...needs,
    settings: async () => {
      const links = await openLinks().catch(notYet);
      return { ...settings, unsubscribeUrl: ({ key }) => links.urlFor(key) };
    },
  });

/** A right to the secret that is missing can be given while the notice waits: it is not given up. */
function notYet(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `Expected to make links to leave by, could not: ${why}`;
  throw new PreauError('store-unavailable', message, { cause, retryable: true });
}
