import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { MIRROR_POLICIES } from './mirror-policies.ts';

/** What the functions at the edge are told when the stack is made. */
export interface EdgeFacts {
  readonly mirrors: readonly {
    readonly platform: string;
    readonly hostname: string;
    readonly ownName: string;
  }[];
  /** Words for a write or a program, in the organisation's language. */
  readonly unavailable: { readonly title: string; readonly detail: string };
}

/**
 * Of a CloudFront function.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
const SIZE_BYTES_MAX = 10_240;

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

/** Which files make up each. */
const FILES = {
  'answer-request': ['canonical-address.js', 'answer-request.js'],
  'finish-response': ['finish-response.js'],
} as const;

/** Taken off while esbuild reads: names of a script it leaves as they are, and CloudFront calls `handler`. */
const IMPORT = /^import cf from 'cloudfront';$/m;

/**
 * The code of one function at the edge, as CloudFront's runtime takes it.
 *
 * @param name its last file in `lib/edge/`
 * @throws Error when it is too large, which only many names make it; of esbuild for what the
 *   runtime does not know
 */
export function edgeCode(name: 'answer-request' | 'finish-response', facts: EdgeFacts): string {
  const source = FILES[name]
    .map((file) => readFileSync(join(import.meta.dirname, 'edge', file), 'utf8'))
    .join('\n');
  const { code } = transformSync(source.replace(IMPORT, ''), {
    target: 'es5',
    supported: RUNTIME,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    define: Object.fromEntries(
      Object.entries(constantsOf(facts)).map(([key, value]) => [key, JSON.stringify(value)]),
    ),
  });
  const whole = IMPORT.test(source) ? `import cf from"cloudfront";${code}` : code;
  const sizeBytes = Buffer.byteLength(whole);
  if (sizeBytes <= SIZE_BYTES_MAX) return whole;
  throw new Error(
    `platforms: expected so few mirrors with cloudFront that their names fit the function ${name} at the edge (${SIZE_BYTES_MAX} bytes), got ${facts.mirrors.length} (${sizeBytes} bytes); keep some of them at another hoster, or in a second deployment`,
  );
}

function constantsOf({ mirrors, unavailable }: EdgeFacts): Readonly<Record<string, unknown>> {
  const { title, detail } = unavailable;
  return {
    PLATFORMS: Object.fromEntries(mirrors.map(({ platform, hostname }) => [hostname, platform])),
    OWN_NAMES: Object.fromEntries(mirrors.map(({ platform, ownName }) => [ownName, platform])),
    UNAVAILABLE: {
      problem: JSON.stringify({ type: 'about:blank', title, status: 503, detail }),
      page: `<!doctype html>\n<meta charset="utf-8">\n<title>${escapeHtml(title)}</title>\n<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(detail)}</p>\n`,
    },
    POLICY: MIRROR_POLICIES.page,
    SEARCH_POLICY: MIRROR_POLICIES.search,
    DRAWING_POLICY: MIRROR_POLICIES.drawing,
  };
}

/** As core/mirror/markup-policy.ts, for the same bytes as the embedded server answers. */
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? '');

const ESCAPED: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
