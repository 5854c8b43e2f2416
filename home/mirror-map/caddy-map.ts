import { encodePath } from '../../core/mirror/site-link.ts';
import { REQUEST_PATTERNS } from '../../core/mirror/request-patterns.ts';
import { ANSWER_RULES, CLIMBS, NOT_IN_PATHS, SESSION_KEY } from './answer-rules.ts';
import { caddySite } from './caddy-site.ts';
import { caddyKey } from './caddy-words.ts';
import { headersOf, type MapFacts, type MapText } from './map-facts.ts';
import { askedQueries } from './query-forms.ts';
import { QUERY_PATTERNS } from './query-patterns.ts';
import { type ServedTable, servedTable } from './served-table.ts';

/**
 * Caddy's settings for one release: its addresses as maps, and a site that answers from them as the
 * embedded server does (home/mirror-server). For Caddy 2.6 and later; no plug-in.
 *
 * Caddy looks through a map from its beginning, so that one of 60,000 addresses costs a request some
 * tenths of a millisecond; what a map found is kept in a variable, or each use would look anew.
 */
export function caddyMap(facts: MapFacts): MapText {
  const table = servedTable(facts.manifest);
  const { lines, manners } = describeFiles(table.files);
  const steps = [
    ...readAddress(),
    ...readQuery(table.names),
    ...findFile(table, lines),
    ...readRequest(manners),
    ...sayAnswer(),
  ];
  return { text: caddySite(facts, steps), leftOut: table.leftOut };
}

/** A map of a name of its own, and its result kept: `{vars.preau_NAME}`. */
function step(
  name: string,
  source: string,
  entries: readonly (readonly [key: string, value: string])[],
  otherwise = '',
): readonly string[] {
  const lines = entries.map(([key, value]) => `\t${key} \`${value}\``);
  return [
    `map \`${source}\` {preau_${name}} {`,
    ...lines,
    `\tdefault \`${otherwise}\``,
    '}',
    `vars preau_${name} {preau_${name}}`,
  ];
}

/** A backquote would end the word. */
const regex = (pattern: string, noCase = false): string =>
  `\`~${noCase ? '(?i)' : ''}${pattern.replaceAll('`', '\\x60')}\``;

function readAddress(): readonly string[] {
  return [
    'uri path_regexp //+ /',
    ...step(
      'path',
      '{http.request.uri.path}',
      [
        [regex(NOT_IN_PATHS), ''],
        [regex(SESSION_KEY, true), '${1}${2}'],
      ],
      '{http.request.uri.path}',
    ),
    ...step('climbs', '{http.request.orig_uri}', [[regex(CLIMBS, true), 'climbs']]),
    ...step('bad', '{vars.preau_climbs} {vars.preau_path}', [[regex('^ /'), '_']], 'b'),
  ];
}

function readQuery(names: readonly string[]): readonly string[] {
  const query = '{http.request.uri.query}';
  const pieces = names.map((_, index) => `{vars.preau_parameter_${index}}`).join('');
  const many =
    names.length === 0
      ? []
      : names.flatMap((name, index) =>
          step(`parameter_${index}`, query, [
            [regex(QUERY_PATTERNS.twice(name)), '?'],
            [regex(QUERY_PATTERNS.valued(name)), `${encodeURIComponent(name)}=\${1}&`],
            [regex(QUERY_PATTERNS.bare(name)), `${encodeURIComponent(name)}&`],
          ]),
        );
  const only =
    names.length === 0 ? [] : [[regex(QUERY_PATTERNS.onlyThese(names)), 'many'] as const];
  return [
    ...many,
    ...step(
      'kind',
      query,
      [[regex(QUERY_PATTERNS.none), 'none'], [regex(QUERY_PATTERNS.one), 'one'], ...only],
      'unknown',
    ),
    ...step('one', query, [[regex(QUERY_PATTERNS.one), '${1}']]),
    ...step(
      'query',
      '{vars.preau_kind}',
      [
        ['none', ''],
        ['one', '{vars.preau_one}'],
        ['many', pieces],
      ],
      '?',
    ),
  ];
}

function findFile(table: ServedTable, facts: readonly string[]): readonly string[] {
  const paths = table.paths.flatMap(({ forms, file, byQuery }) =>
    forms.map(
      (form) =>
        [caddyKey(form), `${byQuery ? 'q' : ''}${file === null ? '' : facts[file]}`] as const,
    ),
  );
  const queries = table.queries.flatMap(({ path, parameters, file }) =>
    path.forms.flatMap((form) =>
      askedQueries(parameters).map(
        (query) => [caddyKey(`${query} ${form}`), facts[file] ?? ''] as const,
      ),
    ),
  );
  return [
    ...step('plain', '{vars.preau_path}', paths),
    // A query that does not count is not looked for; a space stands in no query.
    ...step('asked', '{vars.preau_query}', [['``', '']], '{vars.preau_query} {vars.preau_path}'),
    ...step('exact', '{vars.preau_asked}', [['``', ''], ...queries]),
    ...step('found', '{vars.preau_query}|{vars.preau_exact}|{vars.preau_plain}', [
      [regex('[|]([fd][^|]*)[|][^|]*$'), '${1}'],
      [regex('^[^|].*[|][|]q[^|]*$'), ''],
      [regex('[|]q?([fd][^|]*)$'), '${1}'],
    ]),
  ];
}

/** What many files share in their headers: policy, caching, type. */
interface Manner {
  readonly policy: string;
  readonly cache: string;
  readonly type: string;
  readonly disposition: string;
}

/** The manners of a release's files, and each file in a line: letter, tag, manner's number, address. */
function describeFiles(files: ServedTable['files']) {
  const manners = new Map<string, { readonly number: number; readonly manner: Manner }>();
  const lines = files.map((file) => {
    const { etag, ...headers } = headersOf(file);
    const manner = { ...headers, type: file.type };
    const key = JSON.stringify(manner);
    const known = manners.get(key) ?? { number: manners.size, manner };
    manners.set(key, known);
    const letter = file.type.startsWith('text/html') ? 'f' : 'd';
    return `${letter} ${etag} m${known.number} ${encodePath(file.path)}`;
  });
  return { lines, manners: [...manners.values()].map(({ manner }) => manner) };
}

function readRequest(manners: readonly Manner[]): readonly string[] {
  const part = (name: string, index: number): readonly string[] =>
    step(name, '{vars.preau_found}', [[regex(`^(?:[^ ]* ){${index}}([^ ]*)`), '${1}']]);
  const shared = (name: keyof Manner): readonly string[] =>
    step(
      name,
      '{vars.preau_manner}',
      manners.map((manner, index) => [`m${index}`, manner[name]]),
    );
  const path = '{vars.preau_path}';
  return [
    ...['what', 'etag', 'manner', 'file'].flatMap(part),
    ...shared('policy'),
    ...shared('cache'),
    ...shared('type'),
    ...shared('disposition'),
    ...step(
      'data',
      '{http.request.header.Accept}',
      [
        [regex(REQUEST_PATTERNS.page, true), '_'],
        [regex(REQUEST_PATTERNS.data, true), 'j'],
      ],
      '_',
    ),
    ...step(
      'writes',
      '{http.request.method}',
      [
        ['GET', '_'],
        ['HEAD', '_'],
      ],
      'w',
    ),
    ...step(
      'own',
      path,
      [
        ['/_preau/manifest.json', 'm'],
        ['/_preau/health', 'h'],
        ['/.well-known/preau', 'k'],
      ],
      '_',
    ),
    ...step('saml', '{http.request.uri.query}', [[regex(REQUEST_PATTERNS.saml, true), 's']], '_'),
    ...step('program', path, [[regex(REQUEST_PATTERNS.program, true), 'p']], '_'),
    ...step(
      'login',
      path,
      [
        [regex(REQUEST_PATTERNS.author, true), '_'],
        [regex(REQUEST_PATTERNS.login, true), 'l'],
      ],
      '_',
    ),
  ];
}

function sayAnswer(): readonly string[] {
  const letters = ['writes', 'bad', 'own', 'shows', 'saml', 'data', 'program', 'login'];
  const rules = ANSWER_RULES.map(([pattern, answer]) => [regex(pattern), answer] as const);
  return [
    ...step('shows', '{vars.preau_what}', [['``', '_']], '{vars.preau_what}'),
    ...step('answer', letters.map((name) => `{vars.preau_${name}}`).join(''), rules, 'missing'),
  ];
}
