import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** Each client of the AWS SDK says in this file what all its commands send and get. */
const SCHEMAS = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;

/**
 * Lets a bundle leave out what no command that it uses sends or gets. A client's schemas name their
 * keys by constants, `{ [_hE]: 404 }`, which a bundler keeps all of, since reading a key could do
 * something; with the key itself there, `{ "httpError": 404 }`, it sees that nothing is done.
 */
export const leanSchemas: Plugin = {
  name: 'lean-schemas',
  setup(build) {
    build.onLoad({ filter: SCHEMAS }, ({ path }) => ({
      contents: withPlainKeys(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** @returns the same module, with the constants that stand as keys written out */
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
