import { compileEdge } from './compile-edge.ts';
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

/** Which files make up each. */
const FILES = {
  'answer-request': ['canonical-address.js', 'answer-request.js'],
  'finish-response': ['finish-response.js'],
} as const;

/**
 * The code of one function at the edge, as CloudFront's runtime takes it.
 *
 * @param name its last file in `lib/edge/`
 * @throws Error when it is too large, which only many names make it; of esbuild for what the
 *   runtime does not know
 */
export function edgeCode(name: 'answer-request' | 'finish-response', facts: EdgeFacts): string {
  const whole = compileEdge(FILES[name], constantsOf(facts));
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
