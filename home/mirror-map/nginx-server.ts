import { OWN_PAGES } from '../../app/mirror/own-pages.ts';
import { MANIFEST_FILE } from '../../adapters/local/mirror/manifest-file.ts';
import { wellKnownText } from '../../core/mirror/well-known.ts';
import { RETRY_AFTER_SEC } from '../mirror-server/unavailable.ts';
import {
  DEFAULT_POLICY,
  MISSING_POLICY,
  fixedHeaders,
  healthBody,
  type MapFacts,
  typesByEnding,
} from './map-facts.ts';
import type { NameVariable } from './nginx-map.ts';
import { nginxText, nginxWord } from './nginx-words.ts';

/** The server that answers from the maps: what it says in its headers, and each kind of answer. */
export function nginxServer(facts: MapFacts, v: NameVariable, dollar: string): readonly string[] {
  const names = [facts.hostname, ...(facts.ownName === undefined ? [] : [facts.ownName])];
  const lines = [
    ...listen(facts, dollar),
    `server_name ${names.join(' ')};`,
    `root ${nginxText(facts.root, dollar)};`,
    'server_tokens off;',
    '# Addresses have session keys in them, and nobody needs to know which lesson a pupil read.',
    'access_log off;',
    'log_not_found off;',
    '# A handed-in file of any size is told that nothing was saved, and thrown away unread.',
    'client_max_body_size 0;',
    ...types(facts),
    '# Whole lessons are small. Where the build has .gz files beside its own, they are sent as they are;',
    '# with ngx_brotli add: brotli_static on;',
    'gzip on;',
    'gzip_static on;',
    'gzip_min_length 256;',
    'gzip_types text/plain text/css text/javascript application/json image/svg+xml;',
    '# What a file is says its hash, not the day on which it was copied here.',
    'etag off;',
    'if_modified_since off;',
    ...headerLines(facts, v),
    ...answers(facts, v, dollar),
  ];
  return [
    ...headerMaps(facts, v),
    `server {\n  ${lines.join('\n  ')}\n}`,
    ...inTheClear(facts, names),
  ];
}

const isPort = (listenOn: string): boolean => /^[0-9]+$/.test(listenOn);

function listen({ listen: on, tls }: MapFacts, dollar: string): readonly string[] {
  const ssl = tls === undefined ? '' : ' ssl';
  return [
    `listen ${on}${ssl};`,
    ...(isPort(on) ? [`listen [::]:${on}${ssl};`] : []),
    ...(tls === undefined
      ? []
      : [
          `ssl_certificate ${nginxText(tls.certificate, dollar)};`,
          `ssl_certificate_key ${nginxText(tls.key, dollar)};`,
        ]),
  ];
}

/** Never 301, which would stay in browsers after the platform's return. */
function inTheClear({ listen: on, tls }: MapFacts, names: readonly string[]): readonly string[] {
  if (tls === undefined || on !== '443') return [];
  const lines = [
    'listen 80;',
    'listen [::]:80;',
    `server_name ${names.join(' ')};`,
    'server_tokens off;',
    'access_log off;',
    'add_header Cache-Control no-store always;',
    'return 302 https://$host$request_uri;',
  ];
  return [`server {\n  ${lines.join('\n  ')}\n}`];
}

function types({ manifest }: MapFacts): readonly string[] {
  const lines = [...typesByEnding(manifest.files)].map(
    ([ending, type]) => `    ${nginxWord(type.split(';', 1)[0] ?? type)} ${ending};`,
  );
  return [
    `types {\n${[...lines, '    application/json json;'].filter((line, index, all) => all.findIndex((other) => other.endsWith(line.slice(line.lastIndexOf(' ')))) === index).join('\n')}\n  }`,
    'default_type application/octet-stream;',
    'charset utf-8;',
    'charset_types text/plain text/css text/javascript;',
  ];
}

/** They are told by the status too: a file that is gone from the disk is not to be remembered. */
function headerMaps({ ownName }: MapFacts, v: NameVariable): readonly string[] {
  const shown = (name: string, otherwise: string): string =>
    `map "$status ${v('answer')}" ${v(`shown_${name}`)} {\n  default "${otherwise}";\n  "~^(200|206|304) file$" "${v(name)}";\n}`;
  return [
    shown('etag', ''),
    shown('cache', 'no-store'),
    shown('disposition', ''),
    `map ${v('answer')} ${v('shown_policy')} {\n  default ${nginxWord(DEFAULT_POLICY)};\n  file "${v('policy')}";\n  missing ${nginxWord(MISSING_POLICY)};\n}`,
    `map ${v('answer')} ${v('retry')} {\n  default "";\n  unavailable ${RETRY_AFTER_SEC};\n}`,
    `map "$request_method ${v('answer')} ${v('etag')} $http_if_none_match" ${v('same')} {\n  default "";\n  ${SAME} 1;\n}`,
    `map $host ${v('robots')} {\n  default "";${ownName === undefined ? '' : `\n  ${ownName} noindex;`}\n}`,
  ];
}

/** RFC 9110 section 13.1.2: weak comparison with each of the tags that the browser has, or `*`. */
const SAME = nginxWord('~^[A-Z]+ file ("[0-9a-f]+") (?:.*,)? *(?:(?:W/)?\\1|[*]) *(?:,|$)');

function headerLines({ manifest }: MapFacts, v: NameVariable): readonly string[] {
  const fixed = fixedHeaders(manifest.buildId).map(([name, value]) => [name, nginxWord(value)]);
  const asked = [
    ['Content-Security-Policy', v('shown_policy')],
    ['Cache-Control', v('shown_cache')],
    ['Content-Disposition', v('shown_disposition')],
    ['Retry-After', v('retry')],
    ['X-Robots-Tag', v('robots')],
    ['Vary', 'Accept-Encoding'],
  ];
  return [
    'add_header Last-Modified "";',
    `add_header ETag ${v('shown_etag')};`,
    ...[...fixed, ...asked].map(([name, value]) => `add_header ${name} ${value} always;`),
  ];
}

function answers(facts: MapFacts, v: NameVariable, dollar: string): readonly string[] {
  const { bodies, manifest } = facts;
  const inside = (name: string, lines: readonly string[]): string =>
    `location = /.preau-${name} {\n    ${['internal;', ...lines].join('\n    ')}\n  }`;
  const said = (status: number, type: string, body: string): readonly string[] => [
    `default_type ${type};`,
    `return ${status} ${nginxText(body, dollar)};`,
  ];
  const turn = (when: string, value: string, where: string): string =>
    `    if (${when} = ${value}) { rewrite ^ /.preau-${where} last; }`;
  return [
    '# What is no request at all (a broken percent sign, a name too long) is helped like who is lost.',
    'error_page 400 414 =404 /.preau-missing;',
    'error_page 404 /.preau-missing;',
    'error_page 405 =503 /.preau-unavailable;',
    'location / {',
    turn(v('answer'), 'unavailable', `unavailable`),
    turn(v('answer'), 'login', 'login'),
    turn(v('answer'), 'health', 'health'),
    turn(v('answer'), 'well-known', 'well-known'),
    `    if (${v('answer')} = missing) { return 404; }`,
    `    if (${v('same')}) { return 304; }`,
    `    try_files ${v('serves')} =404;`,
    '}',
    inside('missing', [`try_files ${OWN_PAGES.missing} =404;`]),
    inside('login', [`try_files ${OWN_PAGES.login} =404;`]),
    inside('health', said(200, 'application/json', healthBody(manifest))),
    inside('well-known', said(200, 'application/json', wellKnownText(manifest))),
    inside('unavailable', [
      `if (${v('page')} = page) { rewrite ^ /.preau-unavailable-page last; }`,
      ...said(503, 'application/problem+json', bodies.problem),
    ]),
    inside('unavailable-page', said(503, 'text/html', bodies.page)),
  ];
}

/** Which file of the folder an answer opens. */
export function servesMap(v: NameVariable): string {
  return `map ${v('answer')} ${v('serves')} {\n  default ${v('file')};\n  manifest /${MANIFEST_FILE};\n}`;
}
