import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Each client of the AWS SDK says in this file what all its commands send and get. */
const SCHEMAS = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;

/**
 * Lets a bundle leave out what no command that it uses sends or gets, and errors that say nothing but
 * their name and message.
 */
export const leanSchemas: Plugin = {
  name: 'lean-schemas',
  setup(build) {
    build.onLoad({ filter: SCHEMAS }, ({ path }) => {
      const errors = readFileSync(join(dirname(path), '../models/errors.js'), 'utf8');
      const module = withoutPlainErrors(readFileSync(path, 'utf8'), retryableOf(errors));
      return { contents: withPlainKeys(module), loader: 'js' };
    });
  },
};

/**
 * A client's schemas name their keys by constants, `{ [_hE]: 404 }`, which a bundler keeps all of, since
 * reading a key could do something; with the key itself there, `{ "httpError": 404 }`, it sees that
 * nothing is done.
 *
 * @returns the same module, with the constants that stand as keys written out
 */
export function withPlainKeys(module: string): string {
  const constants = new Map<string, string>();
  for (const [, name = '', literal = ''] of module.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm))
    constants.set(name, literal);
  return module.replaceAll(/\[(_\w+)\]:/g, (written, name: string) => {
    const literal = constants.get(name);
    // An object written with this key would get a prototype instead.
    return literal === undefined || literal === '"__proto__"' ? written : `${literal}:`;
  });
}

/** An error of texts alone (0), whose only traits are whose fault it is and its status; registered. */
const PLAIN_ERROR =
  /^(export var (\w+)\$ = \[-3, n0, \w+,\s*\{ \[_e\]: _[cs](?:, \[_hE\]: \d+)? \},\s*\[[\w, ]*\],\s*\[(?:0(?:, 0)*)?\]\s*\];)\nn0_registry\.registerError\(\2\$, \2\);$/gm;

/**
 * Each client has a class for each error of all its commands, and registers it, which a bundler keeps.
 * An error that is not registered arrives as the client's own base exception, with its name, its texts,
 * status and fault: nobody asks here for more of it. What else an error may hold, a record or when to come
 * again, needs its schema: such a one stays. So does one that says that it may be tried again.
 *
 * @param retryable names of errors that stay
 * @returns the same module, where a plain error is not registered
 */
export const withoutPlainErrors = (module: string, retryable: ReadonlySet<string>): string =>
  module.replaceAll(PLAIN_ERROR, (written, schema: string, name: string) =>
    retryable.has(name) ? written : schema,
  );

/** @param errors the module of a client's errors */
function retryableOf(errors: string): ReadonlySet<string> {
  const classes = errors.split(/^export class /m).slice(1);
  return new Set(
    classes
      .filter((text) => text.includes('$retryable'))
      .map((text) => /^\w+/.exec(text)?.[0] ?? ''),
  );
}
