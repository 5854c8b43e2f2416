import type { Claim } from '../core/cause/signal.ts';
import { causeWords } from './cause-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { printable } from './printable.ts';
import { wrapBound } from './wrap-bound.ts';

/** What people said of a cause, under its own title: it counts as no measurement. Empty without any. */
export function claimLines(claims: readonly Claim[], io: CliIo): readonly string[] {
  const words = causeWords(io.language);
  if (claims.length === 0) return [];
  const lines = claims.map(({ role, denies, asserts, statement, source }) =>
    fillTemplate(words.claimOne, {
      role: io.words(`console.role.${role}`),
      position: denies ? words.denies : words.asserts,
      cause: io.words(`cause.name.${asserts}`),
      statement: printable(statement),
      source: printable(source),
    }),
  );
  const columns = io.stdout.columns ?? 80;
  return [
    '',
    words.claims,
    ...lines.flatMap((line) =>
      wrapBound(line, columns - 4).map((part, at) => `${at === 0 ? '  - ' : '    '}${part}`),
    ),
  ];
}
