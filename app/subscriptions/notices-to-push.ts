import type { RenderNotice } from '../views/rendered-notice.ts';
import type { PageWords } from '../views/words.ts';
import type { ChangedLine } from './change-reader.ts';
import type { PushNotice } from './push-ports.ts';

/** Characters of a text on a locked screen; an SMS of one part has 160. Chosen. */
const BODY_MAX = 300;

/**
 * The notices that one line of the journal made public, as browsers show them: the words of the SMS,
 * which are whole without a press. Drills are told to nobody here (P9).
 *
 * @param languages French and English are asked for; where one is missing, the first speaks
 */
export function noticesToPush(
  { changes, state }: ChangedLine,
  languages: readonly (PageWords & { readonly render: RenderNotice })[],
): readonly PushNotice[] {
  return changes
    .filter(({ drill }) => !drill)
    .flatMap(({ notices, platform, at }) =>
      notices.flatMap((id): readonly PushNotice[] => {
        const content = state.notices[id]?.content;
        if (content === undefined || content.drill) return [];
        const payload = (language: 'fr' | 'en'): string => {
          const said = languages.find((one) => one.language === language) ?? languages[0];
          return JSON.stringify({
            title: `${content.platformName} · ${said?.words(`status.phase.${content.phase}`) ?? ''}`,
            body: said?.render(content).sms.slice(0, BODY_MAX) ?? '',
            lang: said?.language ?? language,
            tag: content.reference,
            page: `${said === languages[0] ? '' : `${said?.language}/`}index.html#${platform}`,
          });
        };
        return [{ notice: id, platform, at, payloads: { fr: payload('fr'), en: payload('en') } }];
      }),
    );
}
