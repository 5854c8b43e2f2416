import { hashOf } from '../../adapters/local/hash.ts';

/**
 * The id by which CloudFormation knows the resource: which set of checks and pairs was accepted
 * last, and which before it. A rollback asks for one of them again and must succeed, or the stack is
 * stuck; so what was accepted is not asked about a second time.
 */
const PREFIX = 'accepted';
const DIGITS = 32;

const digestOf = (properties: object): string =>
  hashOf(JSON.stringify(properties)).slice(0, DIGITS);

/** The id once `properties` are accepted, after those of `before`. */
export function acceptedId(properties: object, before: string | null = null): string {
  const last = before?.split('-')[1];
  return [PREFIX, digestOf(properties), ...(last === undefined ? [] : [last])].join('-');
}

/** Whether these very properties were accepted last, or before that. */
export const wasAccepted = (properties: object, id: string): boolean =>
  id.split('-').slice(1).includes(digestOf(properties));
