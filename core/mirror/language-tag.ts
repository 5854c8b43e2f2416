/**
 * Whether a text has the shape of a language tag that browsers and screen readers know: `fr`,
 * `pt-br`, `zh-hant`. Another one would make them read a lesson in a voice of nowhere.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5646#section-2.1
 */
export const isLanguage = (text: string): boolean =>
  /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(text);
