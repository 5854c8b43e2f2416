import { z } from 'zod';
import { configSchema } from './schema.ts';

/** The JSON Schema that editors complete and check preau.yaml by, as text with a final newline. */
export function jsonSchemaText(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
  const titled = { ...schema, title: 'preau.yaml', description: 'The configuration of Préau.' };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
