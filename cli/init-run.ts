import { writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../config/read-config.ts';
import { PreauError } from '../core/errors.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import type { InitAnswers, WrongAnswer } from './init-answers.ts';
import { askMissing, INIT_FLAGS, judgeAnswers, unusable } from './init-ask.ts';
import { composeConfig } from './init-compose.ts';
import { initTerminal, type InitTerminal } from './init-terminal.ts';
import { type InitWords, initWords } from './init-words.ts';
import { createOutput, type Output } from './output.ts';
import { printable } from './printable.ts';

export interface InitOptions {
  readonly given: Partial<InitAnswers>;
  readonly out: string;
  readonly dryRun?: boolean | undefined;
  readonly json?: true | undefined;
}

/**
 * Ask for what no option gave, and write a configuration that `preau check` takes.
 *
 * @param open the terminal to ask on; it gives null where there is none
 * @returns 0, or 130 when the person gave up: nothing is written then
 * @throws PreauError `argument-invalid`: an answer is wrong, or missing where nobody can be asked, or
 *   the file is there already
 */
export async function runInit(
  { given, out, dryRun, json }: InitOptions,
  io: CliIo,
  open: () => InitTerminal | null = initTerminal,
): Promise<number> {
  const words = initWords(io.language);
  const output = createOutput(io);
  refuse(judgeAnswers(given, io), words);
  const answers = await askMissing(given, io, open);
  if (answers === null) {
    output.note(words.abandoned);
    return EXIT.interrupted;
  }
  const text = composeConfig(answers, { language: io.language, words, schema: schemaFrom(out) });
  const read = readConfig(text, { language: io.language });
  if (read.kind === 'refused')
    throw unusable(
      read.problems.map(({ path, expected, got }) =>
        fillTemplate(words.wrongOption, { name: path, expected, got }),
      ),
    );
  if (!dryRun) await writeOnce(out, text, words);
  const toComplete = placesToComplete(text, words);
  if (json) output.json({ file: out, written: !dryRun, toComplete, text });
  else tell({ out, text, dryRun: dryRun === true, toComplete }, words, output);
  return EXIT.ok;
}

function refuse(wrong: readonly WrongAnswer[], words: InitWords): void {
  if (wrong.length === 0) return;
  throw unusable(
    wrong.map(({ answer, expected, got }) =>
      fillTemplate(words.wrongOption, {
        name: INIT_FLAGS[answer],
        expected,
        got: printable(got).slice(0, 80) || words.nothing,
      }),
    ),
  );
}

/** In one piece and never over another file: a half-written or lost configuration helps nobody. */
async function writeOnce(file: string, text: string, words: InitWords): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    const template = code === 'EEXIST' ? words.isThere : words.notWritten;
    const values = { file: printable(file), why: printable(message) };
    throw new PreauError('argument-invalid', fillTemplate(template, values), { cause });
  }
}

function schemaFrom(out: string): string {
  const schema = fileURLToPath(new URL('../config/preau.schema.json', import.meta.url));
  return relative(dirname(resolve(out)), schema)
    .split(sep)
    .join('/');
}

const placesToComplete = (
  text: string,
  words: InitWords,
): readonly { line: number; key: string }[] =>
  text.split('\n').flatMap((line, index) => {
    const key = /^\s*(\w+):.*# (.*)$/.exec(line);
    const isMarked = key?.[2]?.startsWith(words.comments.replace) === true;
    return isMarked ? [{ line: index + 1, key: key?.[1] ?? '' }] : [];
  });

interface Told {
  readonly out: string;
  readonly text: string;
  readonly dryRun: boolean;
  readonly toComplete: readonly { readonly line: number; readonly key: string }[];
}

function tell({ out, text, dryRun, toComplete }: Told, words: InitWords, output: Output): void {
  const file = printable(out);
  if (dryRun) {
    output.note(fillTemplate(words.dryRun, { file }));
    output.line(text.trimEnd());
    return;
  }
  output.line(output.paint.green(fillTemplate(words.written, { file })));
  output.line(words.toComplete);
  for (const { line, key } of toComplete) output.line(`  ${file}:${line}  ${key}`);
  output.line(fillTemplate(words.next, { file }));
}
