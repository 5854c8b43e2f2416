import { type Variable, VARIABLES } from '../config/aws-names.ts';
import { PreauError } from '../core/errors.ts';

/**
 * A variable that the stacks give this function.
 *
 * @throws PreauError `config-invalid` when it is absent or empty
 */
export function variable(name: Variable): string {
  const value = optionalVariable(name);
  if (value !== null) return value;
  throw new PreauError(
    'config-invalid',
    `Expected the environment variable ${VARIABLES[name]}, found none. Deploy the function with its own stack.`,
  );
}

/** @returns null when it is absent or empty */
export const optionalVariable = (name: Variable): string | null =>
  process.env[VARIABLES[name]] || null;
