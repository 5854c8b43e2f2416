import { compileWordings } from '../../app/notices/compile-wording.ts';
import { loadWording } from '../../app/notices/load-wording.ts';
import { readLocale } from '../../config/read-locale.ts';
import type { Wording, Wordings, WordingsTexts, WordingTexts } from '../../core/notice/wording.ts';

/**
 * The words of notices in each language, from the `notices` section of `locales/<language>.yaml`.
 *
 * @param folder with a slash at its end. @default the project's own
 * @throws PreauError `config-invalid` with every problem of the first language that has one
 */
export const readNoticeWordings = (folder?: URL): Wordings =>
  compileWordings(readNoticeTexts(folder));

/** The same as texts, for a deployment to carry. */
export const readNoticeTexts = (folder?: URL): WordingsTexts => ({
  fr: textsOf('fr', folder),
  en: textsOf('en', folder),
});

/** By the section that they were checked in, which is read once. */
const checked = new WeakMap<object, WordingTexts>();

function textsOf(language: Wording['language'], folder?: URL): WordingTexts {
  const locale = readLocale(language, folder);
  if (typeof locale !== 'object' || locale === null) return loadWording(null, language);
  const texts =
    checked.get(locale) ?? loadWording('notices' in locale ? locale.notices : null, language);
  checked.set(locale, texts);
  return texts;
}
