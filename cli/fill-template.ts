import { parsePhrase } from '../app/notices/read-phrase.ts';

/** The same words in another language: every key, any text. */
export type Translated<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends readonly string[]
      ? readonly string[]
      : Translated<T[Key]>;
};

const messages = new Map<string, ReturnType<typeof parsePhrase>>();

/**
 * A template with its `{names}` filled in. One with a `plural` is an ICU message, whose cases are
 * exact numbers and `other`: English has `=1`, French `=0` and `=1`, so that no language is asked for;
 * a figure that is written already ("2 000") is of `other`, and stands there by its name, as `#`
 * would write it again.
 */
export const fillTemplate = (
  template: string,
  values: Readonly<Record<string, string | number>>,
): string => {
  if (template.includes(', plural,')) return String(messageOf(template).format({ ...values }));
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
};

function messageOf(template: string): ReturnType<typeof parsePhrase> {
  const message = messages.get(template) ?? parsePhrase(template, 'en');
  messages.set(template, message);
  return message;
}
