import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process of this machine that lives, by /proc. */
function processes(): readonly Listed[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z') return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return [];
      }
    });
}

/** The living processes that `parent` started, by what their command line says. */
export const childrenOf = (parent: number, says = ''): readonly Listed[] =>
  processes().filter((one) => one.parent === parent && one.command.includes(says));

/** The living processes whose command line names something, e.g. a folder of the test's own. */
export const naming = (text: string): readonly Listed[] =>
  processes().filter(({ command }) => command.includes(text));

export function isAlive(pid: number): boolean {
  return processes().some((one) => one.pid === pid);
}

/**
 * Wait until `condition` holds, looking every few milliseconds.
 *
 * @returns how long it took, in milliseconds
 * @throws Error naming `what`, when it did not within `withinMs`
 */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  withinMs = 30_000,
): Promise<number> {
  const started = performance.now();
  while (!(await condition())) {
    if (performance.now() - started > withinMs)
      throw new Error(`not within ${withinMs} ms: ${what}`);
    await delay(15);
  }
  return performance.now() - started;
}
