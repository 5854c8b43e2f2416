import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../config/problem.ts';
import { readConfig } from '../../config/read-config.ts';
import { readScenario, type Scenario } from '../../config/scenario.ts';
import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** A rehearsal as it lies in a folder: preau.yaml and scenario.yaml. */
export interface Rehearsal {
  readonly name: string;
  readonly folder: string;
  readonly config: Config;
  readonly scenario: Scenario;
}

/**
 * Read a rehearsal by the name of an example, or by its own folder.
 *
 * @throws PreauError `scenario-unknown` naming those that there are, `config-unreadable` naming
 *   the file, `config-invalid` and `scenario-invalid` with every problem and its place
 */
export function loadRehearsal(name: string): Rehearsal {
  const folder = folderOf(name);
  const config = readConfig(readText(join(folder, 'preau.yaml')), { rehearsal: true });
  if (config.kind === 'refused')
    throw new PreauError('config-invalid', list(join(folder, 'preau.yaml'), config.problems));
  const scenario = readScenario(readText(join(folder, 'scenario.yaml')));
  if (scenario.kind === 'refused')
    throw new PreauError(
      'scenario-invalid',
      list(join(folder, 'scenario.yaml'), scenario.problems),
    );
  return { name: scenario.scenario.id, folder, config: config.config, scenario: scenario.scenario };
}

/** A folder by any name, or the plain name of an example. */
function folderOf(name: string): string {
  if (existsSync(join(name, 'scenario.yaml'))) return name;
  if (known().includes(name)) return join(EXAMPLES, name);
  throw new PreauError(
    'scenario-unknown',
    `expected a rehearsal, got "${name}"; there are: ${known().join(', ')}, or give a folder that holds preau.yaml and scenario.yaml`,
    { said: { key: 'rehearsal.unknown', values: { name, known: known().join(', ') } } },
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new PreauError(
      'config-unreadable',
      `expected to read ${file}, got: ${String(error)}; a rehearsal is a folder with preau.yaml and scenario.yaml`,
      { cause: error, said: { key: 'rehearsal.closed', values: { file, why: String(error) } } },
    );
  }
}

const known = (): readonly string[] =>
  readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'scenario.yaml')));

const list = (file: string, problems: readonly Problem[]): string =>
  problems
    .map(
      ({ line, column, expected, got, remedy }) =>
        `${file}:${line}:${column}: expected ${expected}, got ${got}; ${remedy}`,
    )
    .join('\n');
