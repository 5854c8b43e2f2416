import type { Delivery } from '../../core/notice/delivery.ts';
import type { NoticeContent } from '../../core/notice/notice.ts';
import { isDrill } from '../../core/notice/choose-message.ts';
import { renderMail } from '../../core/notice/render-mail.ts';
import { renderSms } from '../../core/notice/render-sms.ts';
import type { EpochMs } from '../../core/units.ts';
import type { MailMessage, SmsMessage } from '../ports.ts';
import { type SendSettings, SMS_TTL_SEC } from './send-settings.ts';

/** Make a delivery's message; words that all share are worded once. */
export interface Composer {
  mail(delivery: Delivery): MailMessage;
  /** @param now when it leaves: one that was held is worded then */
  sms(delivery: Delivery, now: EpochMs): Promise<SmsMessage>;
}

/**
 * Message ids are made of what a message is for, so a second delivery of it is the same message to
 * a mailbox. One more id per incident and recipient, of a message that was never sent, is the
 * root of the thread: phases hang together whichever of them arrived.
 */
export function composeMessages(content: NoticeContent, settings: SendSettings): Composer {
  const { wordings, timeZone, hash, mailDomain } = settings;
  const mails = {
    fr: renderMail(content, wordings.fr, timeZone),
    en: renderMail(content, wordings.en, timeZone),
  };
  const texts = {
    fr: renderSms(content, wordings.fr, timeZone).text,
    en: renderSms(content, wordings.en, timeZone).text,
  };
  const isCalled = !isDrill(content) && (settings.calledFor ?? []).includes(content.phase);
  const late = async (held: Delivery, now: EpochMs): Promise<string> => {
    const said = settings.wordedAtLeaving?.(content, now) ?? content;
    const others = (await settings.alsoFallen?.(held)) ?? [];
    return renderSms(said, wordings[held.language], timeZone, now, others).text;
  };
  const idOf = (what: string) => `<${hash(what).slice(0, 32)}@${mailDomain}>`;

  return {
    mail(delivery) {
      const { key, address, language, recipients } = delivery;
      const unsubscribeUrl = settings.unsubscribeUrl(delivery);
      const acknowledgeUrl = settings.acknowledgeUrl?.(delivery);
      const suffix = key.slice(delivery.notice.length);
      const earlier = (settings.earlierNotices ?? []).filter((id) => id !== delivery.notice);
      return {
        key,
        to: address,
        ...mails[language]({
          schools: recipients,
          unsubscribeUrl,
          ...(acknowledgeUrl !== undefined && { acknowledgeUrl, isCalled }),
        }),
        messageId: idOf(key),
        references: [idOf(content.incident + suffix), ...earlier.map((id) => idOf(id + suffix))],
        unsubscribeUrl,
        language,
      };
    },
    async sms(delivery, now) {
      const { key, address, language, notBefore } = delivery;
      const sender = settings.smsSender;
      const text = notBefore === undefined ? texts[language] : await late(delivery, now);
      return { key, to: address, text, sender, ttlSec: SMS_TTL_SEC };
    },
  };
}
