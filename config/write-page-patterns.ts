import { writeFileSync } from 'node:fs';
import { pagePatternsText } from './page-patterns-text.ts';

// Run by `npm run page-patterns` after a change of the phrases; a test says when it was forgotten.
writeFileSync(new URL('../core/watch/page-patterns.ts', import.meta.url), pagePatternsText());
