import type { CliIo } from './frame-io.ts';

/** Commander's sentences, by their shape, and the key of their words in ours. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^unknown option '(?<what>.+?)'/, 'unknownOption'],
  [/^unknown command '(?<what>.+?)'/, 'unknownCommand'],
  [/^missing required argument '(?<what>.+?)'/, 'missingArgument'],
  [/^required option '(?<what>.+?)' not specified/, 'missingOption'],
  [/^option '(?<what>.+?)' argument missing/, 'missingValue'],
  [/^too many arguments/, 'tooManyArguments'],
  [/^option '(?<what>.+?)' argument '(?<got>.*?)' is invalid\. ?(?<why>.*)/s, 'invalidOption'],
  [
    /^command-argument value '(?<got>.*?)' is invalid for argument '(?<what>.+?)'\. ?(?<why>.*)/s,
    'invalidArgument',
  ],
];

/**
 * Say in the user's language what commander says in English of a wrong command line.
 *
 * @param message commander's own, `error: unknown option '--x'\n(Did you mean --y?)`
 * @returns our sentence, with the suggestion where there is one; the message itself when it has no
 *   known shape
 */
export function wordUsageError(io: CliIo, message: string): string {
  const text = message.trim().replace(/^error: /, '');
  const suggestion = /\(Did you mean (?:one of )?(?<near>[^?]+)\?\)/.exec(text)?.groups?.['near'];
  const found = SENTENCES.map(([shape, key]) => ({ match: shape.exec(text), key })).find(
    ({ match }) => match !== null,
  );
  if (!found) return `preau: ${text}`;
  const values = { what: '', got: '', why: '', ...found.match?.groups };
  const sentence = io.words(`cli.usage.${found.key}`, values).trim();
  const hint = suggestion ? ` ${io.words('cli.usage.didYouMean', { near: suggestion })}` : '';
  return `preau: ${sentence}${hint}`;
}
