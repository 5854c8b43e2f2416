import type { Cause } from '../core/cause/cause.ts';
import type { EvidenceLine, Verdict } from '../core/cause/verdict.ts';
import type { Words } from './language.ts';

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
  const tell = (text: string, indent = '') => {
    for (const one of wrap(text, Math.max(40, columns) - indent.length)) line(indent + one);
  };
  const nameAll = (causes: readonly Cause[]) =>
    causes.map((cause) => words(`cause.name.${cause}`)).join(', ');
  tell(headline(verdict, words));
  if (verdict.open.length > 0) tell(words('cause.explain.open', { list: nameAll(verdict.open) }));
  if (verdict.refuted.length > 0)
    tell(words('cause.explain.refuted', { list: nameAll(verdict.refuted) }));
  line('');
  tell(words('cause.explain.probabilities', { version: verdict.tableVersion }));
  for (const one of bars(verdict, words)) line(`  ${one}`);
  for (const way of ['for', 'against'] as const) {
    line('');
    tell(words(`cause.explain.${way}`));
    if (verdict[way].length === 0) tell(words('cause.explain.none'), '  ');
    for (const one of verdict[way]) {
      tell(`- ${one.statement}`, '  ');
      tell(`(${labelOf(one, words)}) ${one.why}`, '    ');
    }
  }
  list(
    words('cause.explain.gates'),
    verdict.gates.map((gate) => `${gate} ${words(`cause.gate.${gate}`)}`),
  );
  list(words('cause.explain.missing'), verdict.missing);

  function list(title: string, items: readonly string[]): void {
    if (items.length === 0) return;
    line('');
    tell(title);
    for (const item of items) tell(`- ${item}`, '  ');
  }
}

const headline = ({ cause, rung }: Verdict, words: Words): string =>
  cause === 'undetermined'
    ? words('cause.explain.undetermined')
    : words('cause.explain.title', {
        cause: words(`cause.name.${cause}`),
        rung: words(`cause.rung.${rung}`),
      });

const labelOf = ({ cause, strength, provenance }: EvidenceLine, words: Words): string =>
  words('cause.explain.line', {
    cause: words(`cause.name.${cause}`),
    strength: words(`cause.strength.${strength}`),
    provenance: words(`cause.provenance.${provenance}`),
  });

function bars({ probabilities }: Verdict, words: Words): readonly string[] {
  const rows = Object.entries(probabilities)
    .map(([cause, probability]) => ({ name: words(`cause.name.${cause}`), probability }))
    .toSorted((a, b) => b.probability - a.probability);
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, probability }) => {
    const full = Math.round(probability * BAR_CHARS);
    const bar = '#'.repeat(full) + '.'.repeat(BAR_CHARS - full);
    return `${name.padEnd(width)} ${bar} ${`${Math.round(probability * 100)}`.padStart(3)} %`;
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
