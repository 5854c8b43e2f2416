/** What a page shows of itself, as far as it says whether it is a lesson. */
export interface PageFacts {
  readonly title: string;
  /** Letters of its text, script and style not counted. */
  readonly letters: number;
  readonly passwordFields: number;
  readonly scripts: number;
  readonly pictures: number;
}

/** Fewer letters than any lesson has, and more than a login page with its notice. Chosen. */
const LOGIN_LETTERS = 1_500;

const LOGIN_TITLE =
  /\b(s'identifier|identification|authentification|connexion|se connecter|log ?in|sign ?in|authentication)\b/i;

/**
 * Whether a page under a 200 asks who one is instead of teaching. A lesson with a small login box
 * beside it is a lesson.
 */
export function isLoginPage({ title, letters, passwordFields }: PageFacts): boolean {
  if (letters >= LOGIN_LETTERS) return false;
  if (passwordFields > 0) return LOGIN_TITLE.test(title) || letters < LOGIN_LETTERS / 3;
  return LOGIN_TITLE.test(title) && letters < LOGIN_LETTERS / 3;
}

/** Letters below which a page shows a person nothing. Chosen: a title and a "please wait". */
const EMPTY_LETTERS = 60;

/** Whether a page is made by its scripts, so that without them there is next to nothing to read. */
export const needsScript = ({ letters, scripts, pictures }: PageFacts): boolean =>
  scripts > 0 && pictures === 0 && isBare({ letters });

/** Whether there is next to nothing to read. */
export const isBare = ({ letters }: Pick<PageFacts, 'letters'>): boolean => letters < EMPTY_LETTERS;
