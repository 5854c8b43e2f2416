import type { Phrase } from '../../core/notice/phrase.ts';
import {
  MESSAGE_NAMES,
  type Wording,
  type WordingsTexts,
  type Wordings,
  type WordingTexts,
} from '../../core/notice/wording.ts';
import { parsePhrase } from './read-phrase.ts';

/**
 * Make checked texts ready to be filled. Each is parsed once, when it is first needed: a notice needs
 * five of the three hundred.
 */
export function compileWording(texts: WordingTexts): Wording {
  const { language } = texts;
  const one = (template: string) => compilePhrase(template, language);
  return {
    ...texts,
    dated: one(texts.dated),
    verdictStated: one(texts.verdictStated),
    verdictUndetermined: one(texts.verdictUndetermined),
    mailFooter: one(texts.mailFooter),
    sms: byMessage((name) => texts.sms[name].map(one)),
    smsAlso: texts.smsAlso.map(one),
    mail: byMessage((name) => {
      const { subject, title, body } = texts.mail[name];
      return { subject: subject.map(one), title: one(title), body: one(body) };
    }),
  };
}

export const compileWordings = ({ fr, en }: WordingsTexts): Wordings => ({
  fr: compileWording(fr),
  en: compileWording(en),
});

const byMessage = <Words>(make: (name: keyof Wording['sms']) => Words) =>
  Object.fromEntries(MESSAGE_NAMES.map((name) => [name, make(name)])) as {
    readonly [name in keyof Wording['sms']]: Words;
  };

function compilePhrase(template: string, language: string): Phrase {
  let message: ReturnType<typeof parsePhrase> | undefined;
  return (values) => {
    message ??= parsePhrase(template, language);
    return String(message.format(values));
  };
}
