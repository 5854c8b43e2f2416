import { readLocale } from '../config/read-locale.ts';

/** The two languages of Préau's words for people. */
export type Language = 'fr' | 'en';

/**
 * A sentence of `locales/<language>.yaml` by its dotted key, with `{name}` filled in, and `{name|one|more}`
 * by the word that goes with so many: "{pages} {pages|page|pages}".
 */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Choose the language of everything that the CLI says: `--lang`, else the environment as POSIX
 * ranks it (LC_ALL, LC_MESSAGES, LANG), else French, the language of the schools.
 *
 * `--lang` is looked for before the command line is parsed, since help and errors are words too.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function chooseLanguage(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = askedLanguage(argv);
  if (asked === 'fr' || asked === 'en') return asked;
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value);
  return locale?.toLowerCase().startsWith('en') ? 'en' : 'fr';
}

function askedLanguage(argv: readonly string[]): string | undefined {
  const index = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[index];
  if (word === undefined) return undefined;
  return word === '--lang' ? argv[index + 1] : word.slice('--lang='.length);
}

/**
 * Read the words of one language.
 *
 * @throws Error when a key is missing: a bug, and a test walks every key of both languages
 */
export function readWords(language: Language): Words {
  const tree = readLocale(language);
  // None is one in French, and more in English.
  const plural = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const template = lookUp(tree, key);
    if (template === undefined) throw new Error(`locales/${language}.yaml has no words for ${key}`);
    return template.replaceAll(
      /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g,
      (whole, name: string, one?: string, more?: string) => {
        const value = values[name] ?? whole;
        if (one === undefined || more === undefined) return String(value);
        return plural.select(Number(value)) === 'one' ? one : more;
      },
    );
  };
}

function lookUp(tree: unknown, key: string): string | undefined {
  let node: unknown = tree;
  for (const part of key.split('.')) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = Object.entries(node).find(([name]) => name === part)?.[1];
  }
  return typeof node === 'string' ? node : undefined;
}
