import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

/**
 * What JavaScript runtime 2.0 has beyond ES 5.1. esbuild writes anything else in older words, or
 * refuses it with its place.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
const RUNTIME = {
  arrow: true,
  'async-await': true,
  'const-and-let': true,
  'exponent-operator': true,
  'rest-argument': true,
  'template-literal': true,
} as const;

/**
 * Taken off while esbuild reads: names of a script it leaves as they are, and CloudFront calls
 * `handler`. The second makes a module of a file that imports nothing, for the types' sake.
 */
const IMPORT = /^import cf from 'cloudfront';$/m;
const NO_EXPORT = /^export \{\};$/m;

/**
 * The code of a function at the edge, as CloudFront's runtime takes it.
 *
 * @param files of `lib/edge/`, in the order in which they make one text
 * @param constants what its code names and does not have: values by name
 * @throws Error of esbuild for what the runtime does not know
 */
export function compileEdge(
  files: readonly string[],
  constants: Readonly<Record<string, unknown>> = {},
): string {
  const source = files
    .map((file) => readFileSync(join(import.meta.dirname, 'edge', file), 'utf8'))
    .join('\n');
  const { code } = transformSync(source.replace(IMPORT, '').replace(NO_EXPORT, ''), {
    target: 'es5',
    supported: RUNTIME,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    define: Object.fromEntries(
      Object.entries(constants).map(([key, value]) => [key, JSON.stringify(value)]),
    ),
  });
  return IMPORT.test(source) ? `import cf from"cloudfront";${code}` : code;
}
