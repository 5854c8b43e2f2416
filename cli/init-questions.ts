import { isIP } from 'node:net';
import type { AnswerName, InitAnswers } from './init-answers.ts';
import type { InitWords } from './init-words.ts';

/** One of the six questions: what it asks for, and how its line is read. */
export interface InitQuestion {
  readonly key: keyof InitWords['questions'];
  readonly answers: readonly AnswerName[];
  /** A part that is not there is read as empty, and refused by name. */
  readonly read: (line: string) => Partial<InitAnswers>;
}

export const INIT_QUESTIONS: readonly InitQuestion[] = [
  {
    key: 'organisation',
    answers: ['organisation', 'contact'],
    read: (line) => {
      const [, name, contact] = /^([^<]*)<([^>]*)>$/.exec(line.trim()) ?? [undefined, line, ''];
      return { organisation: (name ?? '').trim(), contact: (contact ?? '').trim() };
    },
  },
  { key: 'platforms', answers: ['platforms'], read: (line) => ({ platforms: wordsOf(line) }) },
  { key: 'hoster', answers: ['hoster'], read: (line) => ({ hoster: line.trim() }) },
  {
    key: 'mirror',
    answers: ['mirrorHoster', 'mirrorAddresses'],
    read: readMirror,
  },
  { key: 'directory', answers: ['directory'], read: (line) => ({ directory: line.trim() }) },
  {
    key: 'mail',
    answers: ['from', 'smtp'],
    read: (line) => {
      const [from = '', smtp = '', ...more] = wordsOf(line);
      return { from, smtp: [smtp, ...more].join(' ') };
    },
  },
];

/** A name may have commas and spaces: the addresses are the words at its end that are some. */
function readMirror(line: string): Partial<InitAnswers> {
  const parts = line.trim().split(/([\s,]+)/);
  const name = parts.findLastIndex((part) => /[^\s,]/.test(part) && isIP(part) === 0);
  return {
    mirrorHoster: parts.slice(0, name + 1).join(''),
    mirrorAddresses: parts.slice(name + 1).filter((part) => isIP(part) !== 0),
  };
}

const wordsOf = (line: string): readonly string[] => line.split(/[\s,]+/).filter(Boolean);
