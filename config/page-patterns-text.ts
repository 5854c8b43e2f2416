import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { PAGE_KINDS } from '../core/watch/page-pattern.ts';
import { pagePatternsSchema } from './page-patterns-schema.ts';

const SOURCE = new URL('../data/page-patterns.yaml', import.meta.url);

/**
 * The phrases as the core has them: code, since probes on AWS read no file as they start.
 *
 * @throws ZodError with every fault of the file
 */
export function pagePatternsText(): string {
  const { patterns } = pagePatternsSchema.parse(parse(readFileSync(SOURCE, 'utf8')));
  const entries = PAGE_KINDS.flatMap((kind) =>
    patterns
      .filter((one) => one.kind === kind)
      .map(({ phrase, weak }) => {
        const text = JSON.stringify(phrase);
        return `  { kind: '${kind}', phrase: ${text}${weak ? ', weak: true' : ''} },`;
      }),
  );
  return `// Written by \`npm run page-patterns\` from data/page-patterns.yaml, which says why: change that.
import type { PagePattern } from './page-pattern.ts';

export const PAGE_PATTERNS: readonly PagePattern[] = [
${entries.join('\n')}
];
`;
}
