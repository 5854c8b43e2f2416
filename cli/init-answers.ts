import { findingsOfIssue } from '../config/findings-of-issue.ts';
import { problemWordsEn } from '../config/problem-words-en.ts';
import { problemWordsFr } from '../config/problem-words-fr.ts';
import { hostname, ipAddress, line, mailAddress, path, port } from '../config/schema-values.ts';
import { fillTemplate } from './fill-template.ts';
import { readSmtp } from './init-smtp.ts';
import type { Language } from './language.ts';

/** What `preau init` was told, word for word: by flags, or on a terminal. */
export interface InitAnswers {
  readonly organisation: string;
  readonly contact: string;
  readonly platforms: readonly string[];
  readonly hoster: string;
  readonly mirrorHoster: string;
  readonly mirrorAddresses: readonly string[];
  /** Empty: none yet. */
  readonly directory: string;
  readonly from: string;
  /** `host` or `host:port`. */
  readonly smtp: string;
}

export type AnswerName = keyof InitAnswers;

export interface WrongAnswer {
  readonly answer: AnswerName;
  readonly expected: string;
  readonly got: string;
}

/** What zod's schemas of values have in common, for us. */
type Value =
  | typeof hostname
  | typeof port
  | typeof ipAddress
  | typeof mailAddress
  | ReturnType<typeof line>;

const VALUES: { readonly [name in AnswerName]: Value } = {
  organisation: line(120),
  contact: mailAddress,
  platforms: hostname,
  hoster: line(120),
  mirrorHoster: line(120),
  mirrorAddresses: ipAddress,
  directory: path,
  from: mailAddress,
  smtp: line(300),
};

/**
 * Judge answers one by one, as the configuration's schema will.
 *
 * @param answers those that were given so far
 * @returns every wrong one, in the order given, with what was expected in the reader's language
 */
export function wrongAnswers(
  answers: Partial<InitAnswers>,
  language: Language,
): readonly WrongAnswer[] {
  const names = Object.keys(VALUES) as readonly AnswerName[];
  return names.flatMap((answer) => {
    const given = answers[answer];
    if (given === undefined || (answer === 'directory' && given === '')) return [];
    const texts = typeof given === 'string' ? [given] : given.length === 0 ? [''] : given;
    return texts.flatMap((got) => {
      const expected =
        expectedOf(VALUES[answer], got, language)[0] ??
        (answer === 'smtp' ? expectedOfSmtp(got, language) : undefined);
      return expected === undefined ? [] : [{ answer, expected, got }];
    });
  });
}

function expectedOfSmtp(text: string, language: Language): string | undefined {
  const server = readSmtp(text);
  const words = language === 'fr' ? problemWordsFr : problemWordsEn;
  const isHost = [hostname, ipAddress].some((value) => value.safeParse(server.host).success);
  if (!isHost && server.host !== 'localhost') return words.host.expected;
  return expectedOf(port, server.port, language)[0];
}

function expectedOf(value: Value, got: string | number, language: Language): readonly string[] {
  const words = language === 'fr' ? problemWordsFr : problemWordsEn;
  const issue = value.safeParse(got).error?.issues[0];
  if (issue === undefined) return [];
  return findingsOfIssue(issue, got)
    .slice(0, 1)
    .map(({ code, values = {} }) => fillTemplate(words[code].expected, values));
}
