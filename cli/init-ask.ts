import { PreauError } from '../core/errors.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import {
  type AnswerName,
  type InitAnswers,
  type WrongAnswer,
  wrongAnswers,
} from './init-answers.ts';
import { INIT_QUESTIONS } from './init-questions.ts';
import type { InitTerminal } from './init-terminal.ts';
import { type InitWords, initWords } from './init-words.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

/** The option that gives each answer. */
export const INIT_FLAGS: { readonly [name in AnswerName]: string } = {
  organisation: '--organisation',
  contact: '--contact',
  platforms: '--platform',
  hoster: '--hoster',
  mirrorHoster: '--mirror-hoster',
  mirrorAddresses: '--mirror-address',
  directory: '--directory',
  from: '--from',
  smtp: '--smtp',
};

/**
 * Ask on the terminal for what is not given, each question until its answer can be used.
 *
 * @returns null when the person gave up
 * @throws PreauError `argument-invalid` where something is missing and there is no terminal
 */
export async function askMissing(
  given: Partial<InitAnswers>,
  io: CliIo,
  open: () => InitTerminal | null,
): Promise<InitAnswers | null> {
  const isGiven = (name: AnswerName) => given[name] !== undefined;
  // Somebody who gave all but the directory has none yet.
  const missing = INIT_QUESTIONS.flatMap(({ answers }) => answers).filter((name) => !isGiven(name));
  if (missing.every((name) => name === 'directory'))
    return { directory: '', ...given } as InitAnswers;
  const terminal = open();
  if (terminal === null)
    throw unusable([
      fillTemplate(initWords(io.language).lacking, {
        options: missing.map((name) => INIT_FLAGS[name]).join(', '),
      }),
    ]);
  try {
    return await askAll(given, terminal, io);
  } finally {
    terminal.close();
  }
}

async function askAll(
  given: Partial<InitAnswers>,
  { ask }: InitTerminal,
  io: CliIo,
): Promise<InitAnswers | null> {
  const words = initWords(io.language);
  const output = createOutput(io);
  output.note(words.intro);
  let known = given;
  for (const { key, answers, read } of INIT_QUESTIONS) {
    if (answers.every((name) => given[name] !== undefined)) continue;
    for (;;) {
      const line = await ask(words.questions[key]);
      if (line === null) return null;
      const next = { ...known, ...read(line), ...given };
      const wrong = judgeAnswers(next, io);
      for (const one of wrong) output.note(sayWrong(one, words));
      if (wrong.length > 0) continue;
      known = next;
      break;
    }
  }
  return known as InitAnswers;
}

/** @returns what is wrong with each answer, or with two of them together */
export function judgeAnswers(
  answers: Partial<InitAnswers>,
  { language }: CliIo,
): readonly WrongAnswer[] {
  const wrong = wrongAnswers(answers, language);
  const { hoster, mirrorHoster } = answers;
  const isSame = hoster !== undefined && plain(hoster) === plain(mirrorHoster ?? '');
  if (!isSame || wrong.length > 0) return wrong;
  const expected = initWords(language).sameHoster;
  return [{ answer: 'mirrorHoster', expected, got: mirrorHoster ?? '' }];
}

const plain = (name: string): string => name.trim().normalize('NFC').toLowerCase();

const sayWrong = ({ answer, expected, got }: WrongAnswer, words: InitWords): string =>
  fillTemplate(words.wrong, {
    name: words.options[answer],
    expected,
    got: printable(got).slice(0, 80) || words.nothing,
  });

/** What cannot be used, all of it at once. */
export const unusable = (lines: readonly string[]): PreauError =>
  new PreauError('argument-invalid', lines.join('; '));
