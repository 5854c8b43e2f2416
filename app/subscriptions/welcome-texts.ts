import type { PageWords } from '../views/words.ts';
import type { PushTexts } from './push-ports.ts';

/** One on a screen replaces another. */
const TAG = 'preau-welcome';

/**
 * What a browser that subscribed is told first, as its worker shows it: what will come, and how to stop.
 *
 * @param languages the organisation's first; where French or English is missing, it speaks
 */
export function welcomeTexts(languages: readonly PageWords[]): PushTexts {
  const text = (language: 'fr' | 'en'): string => {
    const said = languages.find((one) => one.language === language) ?? languages[0];
    return JSON.stringify({
      title: said?.words('status.push.welcome.title') ?? '',
      body: said?.words('status.push.welcome.body') ?? '',
      lang: said?.language ?? language,
      tag: TAG,
      page: `${said === languages[0] ? '' : `${said?.language}/`}index.html`,
    });
  };
  return { fr: text('fr'), en: text('en') };
}
