import * as z from 'zod/mini';
import { optionalVariable } from '../environment.ts';
import { readMessage } from '../messages.ts';

/**
 * Hosted zone ids by the zone's name, as the stacks tell them.
 *
 * @returns null when they do not: the zones are then looked up
 * @throws PreauError `request-malformed`
 */
export function readZoneIds(): Readonly<Record<string, string>> | null {
  const text = optionalVariable('zoneIds');
  if (text === null) return null;
  return readMessage(z.record(z.string(), z.string()), text, 'hosted zone ids by name');
}
