import type { Document, LineCounter, Node } from 'yaml';
import { valueAt } from './findings-of-issue.ts';
import { hideSecrets } from './hide-secrets.ts';
import { offsetOf } from './place.ts';
import { type Finding, formatPath, type Problem } from './problem.ts';
import { problemWordsEn } from './problem-words-en.ts';
import { problemWordsFr } from './problem-words-fr.ts';
import type { ConfigLanguage } from './read-config.ts';

/** What a person needs to see of a wrong value (chosen). */
const GOT_MAX = 80;

export interface ReadText {
  readonly document: Document<Node>;
  readonly lines: LineCounter;
  readonly tree: unknown;
}

/** Give a finding its place in the text and its words. */
export function wordFinding(finding: Finding, text: ReadText, language: ConfigLanguage): Problem {
  const { code, path, values = {} } = finding;
  const offset = finding.offset ?? offsetOf(text.document, path, finding.atKey);
  const place = text.lines.linePos(offset);
  const words = (language === 'fr' ? problemWordsFr : problemWordsEn)[code];
  return {
    line: Math.max(1, place.line),
    column: Math.max(1, place.col),
    path: formatPath(path),
    code,
    expected: fill(words.expected, values),
    got:
      shorten(hideSecrets(finding.got ?? show(valueAt(text.tree, path)), path)) ||
      NOTHING[language],
    remedy: fill(words.remedy, values),
  };
}

const NOTHING = { fr: 'rien', en: 'nothing' } as const;

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function show(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** One line without control characters: what was found may be hostile to a terminal. */
function shorten(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > GOT_MAX ? `${line.slice(0, GOT_MAX)}…` : line;
}
