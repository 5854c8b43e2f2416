import { writeFileSync } from 'node:fs';
import { jsonSchemaText } from './json-schema.ts';

// Run by `npm run schema` after a change of the schema; a test says when it was forgotten.
writeFileSync(new URL('preau.schema.json', import.meta.url), jsonSchemaText());
