import { PreauError } from '../../../core/errors.ts';

const NAME = /^[\w-]{1,128}$/u;

/**
 * An incident's id as one name of a folder or of a key: it leads nowhere else.
 *
 * @throws PreauError `argument-invalid`
 */
export function incidentFolder(incident: string): string {
  if (NAME.test(incident)) return incident;
  throw new PreauError(
    'argument-invalid',
    `Expected an incident's id, letters, digits and "-", got ${JSON.stringify(incident.slice(0, 80))}. Look it up with « preau explain ».`,
  );
}
