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
 * @throws PreauError `scenario-unknown` naming those that there are, `config-invalid` and
 *   `scenario-invalid` with every problem and its place
 */
export function loadRehearsal(name: string): Rehearsal {
  const folder = existsSync(join(name, 'scenario.yaml')) ? name : join(EXAMPLES, name);
  if (!/^[\w./-]+$/.test(name) || !existsSync(join(folder, 'scenario.yaml')))
    throw new PreauError(
      'scenario-unknown',
      `expected a rehearsal, got "${name}"; there are: ${known().join(', ')}, or give a folder that holds preau.yaml and scenario.yaml`,
    );
  const config = readConfig(readFileSync(join(folder, 'preau.yaml'), 'utf8'), { rehearsal: true });
  if (config.kind === 'refused')
    throw new PreauError('config-invalid', list(join(folder, 'preau.yaml'), config.problems));
  const scenario = readScenario(readFileSync(join(folder, 'scenario.yaml'), 'utf8'));
  if (scenario.kind === 'refused')
    throw new PreauError(
      'scenario-invalid',
      list(join(folder, 'scenario.yaml'), scenario.problems),
    );
  return { name: scenario.scenario.id, folder, config: config.config, scenario: scenario.scenario };
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
