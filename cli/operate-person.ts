import type { Person } from '../core/incident/event.ts';
import type { CliIo } from './frame-io.ts';

/** As the console bounds it. */
const NAME_MOST = 80;

/** Who asks, for the journal: a role and a name, never an address. */
export function personOf(asked: string | undefined, { env }: CliIo): Person {
  const name = [asked, env['USER'], env['LOGNAME'], env['USERNAME']]
    .map((one) => (one ?? '').replaceAll(/\p{Cc}/gu, ' ').trim())
    .find((one) => one !== '');
  return { role: 'cli', name: (name ?? 'cli').slice(0, NAME_MOST) };
}
