import { writeFileSync } from 'node:fs';
import { cliDoc } from './cli-doc.ts';

// Run by `npm run cli-doc` after a change of a command; a test says when it was forgotten.
writeFileSync(new URL('../docs/cli.md', import.meta.url), cliDoc());
