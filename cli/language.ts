/** The two languages of Préau's words for people. */
export type Language = 'fr' | 'en';

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
