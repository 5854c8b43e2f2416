import { MANIFEST_FILE } from '../../adapters/local/mirror/manifest-file.ts';
import { OWN_PAGES } from '../../app/mirror/own-pages.ts';
import { REQUEST_PATTERNS } from '../../core/mirror/request-patterns.ts';
import { wellKnownText } from '../../core/mirror/well-known.ts';
import { NO_STORE } from '../mirror-server/headers.ts';
import { RETRY_AFTER_SEC } from '../mirror-server/unavailable.ts';
import { caddyText, caddyWord } from './caddy-words.ts';
import {
  DEFAULT_POLICY,
  fixedHeaders,
  healthBody,
  type MapFacts,
  MISSING_POLICY,
} from './map-facts.ts';

const NOTHING_KEPT = `header Cache-Control ${NO_STORE['Cache-Control'] ?? ''}`;
const HTML = 'header Content-Type `text/html; charset=utf-8`';

/** The site that answers by what the steps found: `{vars.preau_answer}` and the rest. */
export function caddySite(facts: MapFacts, steps: readonly string[]): string {
  const { hostname, ownName, root, tls } = facts;
  const { address, port } = listenOn(facts.listen);
  const names = [hostname, ...(ownName === undefined ? [] : [ownName])];
  const scheme = tls === undefined ? 'http' : 'https';
  const body = [
    ...(address === null ? [] : [`bind ${address}`]),
    ...(tls === undefined ? [] : [`tls ${caddyWord(tls.certificate)} ${caddyWord(tls.key)}`]),
    `root * ${caddyWord(root)}`,
    'route {',
    ...indent([...steps, ...headerLines(facts), ...answers(facts)]),
    '}',
  ];
  const site = `${names.map((name) => `${scheme}://${name}:${port}`).join(', ')} {`;
  return [site, ...indent(body), '}', ...inTheClear(facts, names, port), ''].join('\n');
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `\t${line}`);

function listenOn(listen: string): { readonly address: string | null; readonly port: string } {
  const at = listen.lastIndexOf(':');
  return at === -1
    ? { address: null, port: listen }
    : { address: listen.slice(0, at).replace(/^\[|\]$/g, ''), port: listen.slice(at + 1) };
}

/** Never 301 nor 308, which would stay in browsers after the platform's return. */
function inTheClear({ tls }: MapFacts, names: readonly string[], port: string): readonly string[] {
  if (tls === undefined || port !== '443') return [];
  return [
    '',
    `${names.map((name) => `http://${name}`).join(', ')} {`,
    `\t${NOTHING_KEPT}`,
    '\theader -Server',
    '\tredir https://{host}{uri} 302',
    '}',
  ];
}

/** Alt-Svc would be kept for a month by who saw the mirror; the day of copying says nothing of a file. */
function headerLines({ manifest, ownName }: MapFacts): readonly string[] {
  return [
    ...fixedHeaders(manifest.buildId).map(([name, value]) => `header ${name} ${caddyText(value)}`),
    ...(ownName === undefined ? [] : [`@own host ${ownName}`, 'header @own X-Robots-Tag noindex']),
    'header -Server',
    'header -Alt-Svc',
    'header -Last-Modified',
    ...['If-Modified-Since', 'If-Unmodified-Since', 'If-Match', 'Cookie'].map(
      (name) => `request_header -${name}`,
    ),
  ];
}

function answers({ bodies, manifest }: MapFacts): readonly string[] {
  const policy = `header Content-Security-Policy ${caddyText(DEFAULT_POLICY)}`;
  const json = [NOTHING_KEPT, policy, 'header Content-Type application/json'];
  return [
    '@wants_page header_regexp Accept `(?i)' + REQUEST_PATTERNS.page + '`',
    ...when('file', fileAnswer()),
    ...when('manifest', [...json, ...bare(`/${MANIFEST_FILE}`, 'file_server')]),
    ...when('health', [...json, `respond ${caddyText(healthBody(manifest))} 200`]),
    ...when('well-known', [...json, `respond ${caddyText(wellKnownText(manifest))} 200`]),
    ...when('login', [NOTHING_KEPT, policy, HTML, ...bare(OWN_PAGES.login, 'file_server')]),
    ...when('unavailable', [
      NOTHING_KEPT,
      policy,
      `header Retry-After ${RETRY_AFTER_SEC}`,
      'handle @wants_page {',
      ...indent([HTML, `respond ${caddyText(bodies.page)} 503`]),
      '}',
      'header Content-Type application/problem+json',
      `respond ${caddyText(bodies.problem)} 503`,
    ]),
    'handle {',
    ...indent([
      NOTHING_KEPT,
      `header Content-Security-Policy ${caddyText(MISSING_POLICY)}`,
      HTML,
      ...bare(OWN_PAGES.missing, 'file_server {', '\tstatus 404', '}'),
    ]),
    '}',
  ];
}

function when(answer: string, lines: readonly string[]): readonly string[] {
  const matcher = `@answer_${answer.replace('-', '_')}`;
  return [
    `${matcher} vars {vars.preau_answer} ${answer}`,
    `handle ${matcher} {`,
    // Caddy would put the lines in an order of its own.
    '\troute {',
    ...indent(indent(lines)),
    '\t}',
    '}',
  ];
}

/** A help page is not the asked address's content: whole, and without a tag. */
function bare(path: string, ...serve: readonly string[]): readonly string[] {
  return [
    'request_header -Range',
    'request_header -If-None-Match',
    'header -ETag',
    `rewrite * ${path}`,
    ...serve,
  ];
}

function fileAnswer(): readonly string[] {
  return [
    'header Content-Security-Policy {vars.preau_policy}',
    'header Cache-Control {vars.preau_cache}',
    'header Content-Type {vars.preau_type}',
    '@saved vars {vars.preau_disposition} attachment',
    'header @saved Content-Disposition attachment',
    'header {',
    '\tETag `"{vars.preau_etag}"`',
    '\tVary Accept-Encoding',
    '\tdefer',
    '}',
    '@same header If-None-Match *{vars.preau_etag}*',
    '@any header_regexp If-None-Match `^[*]$`',
    'respond @same 304',
    'respond @any 304',
    'request_header -If-None-Match',
    // Unlike rewrite, this reads what is encoded in every version of Caddy.
    'uri path_regexp ^.*$ {vars.preau_file}',
    'file_server {',
    '\tdisable_canonical_uris',
    '\tprecompressed br zstd gzip',
    '}',
  ];
}
