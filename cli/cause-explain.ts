import { type EvidenceMark, type VerdictPanel, verdictPanel } from '../app/views/verdict-panel.ts';
import type { Verdict } from '../core/cause/verdict.ts';
import type { Words } from '../app/views/words.ts';

/** What the explanation needs of the terminal. */
export interface ExplainOptions {
  readonly words: Words;
  /** One line of text, without its end. */
  readonly line: (text: string) => void;
  /** Width to wrap at; at least 40 is used. @default 80 */
  readonly columns?: number;
}

const BAR_CHARS = 24;

/**
 * Print a verdict for a person at a terminal: what may be said, all probabilities as bars, the
 * evidence for and against, what held the words back and what would change our mind.
 *
 * Plain characters only: it must read the same in a log, and aloud.
 */
export function causeExplain(
  verdict: Verdict,
  { words, line, columns = 80 }: ExplainOptions,
): void {
  const panel = verdictPanel(verdict, words);
  const tell = (text: string, indent = '') => {
    for (const one of wrap(text, Math.max(40, columns) - indent.length)) line(indent + one);
  };
  const hang = (text: string) => {
    const lines = wrap(text, Math.max(40, columns) - 4);
    for (const [index, one] of lines.entries()) line(`${index === 0 ? '  - ' : '    '}${one}`);
  };
  tell(headline(panel, words));
  if (panel.second !== null) tell(words('cause.explain.second', { cause: panel.second }));
  if (panel.open.length > 0) tell(words('cause.explain.open', { list: panel.open.join(', ') }));
  if (panel.refuted.length > 0)
    tell(words('cause.explain.refuted', { list: panel.refuted.join(', ') }));
  line('');
  tell(words('cause.explain.probabilities', { version: panel.tableVersion }));
  for (const one of bars(panel)) line(`  ${one}`);
  for (const way of ['for', 'against'] as const) {
    line('');
    tell(words(`cause.explain.${way}`));
    if (panel[way].length === 0) tell(words('cause.explain.none'), '  ');
    for (const mark of panel[way]) {
      hang(mark.statement);
      tell(`(${aboutMark(mark, words)}) ${mark.why}`, '    ');
    }
  }
  list(
    words('cause.explain.gates'),
    panel.gates.map((sentence, index) => `${verdict.gates[index]} ${sentence}`),
  );
  list(words('cause.explain.missing'), panel.missing);

  function list(title: string, items: readonly string[]): void {
    if (items.length === 0) return;
    line('');
    tell(title);
    for (const item of items) hang(item);
  }
}

const headline = ({ cause, causeWord, rungWord }: VerdictPanel, words: Words): string =>
  cause === 'undetermined'
    ? words('cause.explain.undetermined')
    : words('cause.explain.title', { cause: causeWord, rung: rungWord });

const aboutMark = (
  { causeWord, strengthWord, provenanceWord }: EvidenceMark,
  words: Words,
): string =>
  words('cause.explain.line', {
    cause: causeWord,
    strength: strengthWord,
    provenance: provenanceWord,
  });

function bars({ bars: rows }: VerdictPanel): readonly string[] {
  const width = Math.max(...rows.map(({ word }) => word.length));
  return rows.map(({ word, probability }) => {
    const full = Math.round(probability * BAR_CHARS);
    const bar = '#'.repeat(full) + '.'.repeat(BAR_CHARS - full);
    return `${word.padEnd(width)} ${bar} ${`${Math.round(probability * 100)}`.padStart(3)} %`;
  });
}

/** Lines of at most `width` characters, broken at spaces; a longer word stays whole. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
