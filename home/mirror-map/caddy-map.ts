import { encodePath } from '../../core/mirror/site-link.ts';
import { REQUEST_PATTERNS } from '../../core/mirror/request-patterns.ts';
import { ANSWER_RULES, CLIMBS, NOT_IN_PATHS, SESSION_KEY } from './answer-rules.ts';
import { caddySite } from './caddy-site.ts';
import { type CaddyEntry, caddyRegex, caddyStep, caddyTable } from './caddy-steps.ts';
import { headersOf, type MapFacts, type MapText } from './map-facts.ts';
import { askedQueries } from './query-forms.ts';
import { QUERY_PATTERNS } from './query-patterns.ts';
import { type ServedTable, servedTable } from './served-table.ts';

/**
 * Caddy's settings for one release: its addresses as maps, and a site that answers from them as the
 * embedded server does (home/mirror-server). For Caddy 2.6 and later; no plug-in.
 *
 * What a map found is kept in a variable: Caddy looks anew at each use. See {@link caddyTable} for its speed.
 */
export function caddyMap(facts: MapFacts): MapText {
  const table = servedTable(facts.manifest);
  const { lines, manners } = describeFiles(table.files);
  const steps = [
    ...readAddress(),
    ...readQuery(table.names),
    ...findFile(table, lines),
    ...readFile(manners),
    ...readRequest(),
    ...sayAnswer(),
  ];
  return { text: caddySite(facts, steps), leftOut: table.leftOut };
}

function readAddress(): readonly string[] {
  return [
    'uri path_regexp //+ /',
    ...caddyStep(
      'path',
      '{http.request.uri.path}',
      [
        [caddyRegex(NOT_IN_PATHS), ''],
        [caddyRegex(SESSION_KEY, true), '${1}${2}'],
      ],
      '{http.request.uri.path}',
    ),
    ...caddyStep('climbs', '{http.request.orig_uri}', [[caddyRegex(CLIMBS, true), 'climbs']]),
    ...caddyStep('bad', '{vars.preau_climbs} {vars.preau_path}', [[caddyRegex('^ /'), '_']], 'b'),
  ];
}

function readQuery(names: readonly string[]): readonly string[] {
  const query = '{http.request.uri.query}';
  const pieces = names.map((_, index) => `{vars.preau_parameter_${index}}`).join('');
  const many =
    names.length === 0
      ? []
      : names.flatMap((name, index) =>
          caddyStep(`parameter_${index}`, query, [
            [caddyRegex(QUERY_PATTERNS.twice(name)), '?'],
            [caddyRegex(QUERY_PATTERNS.valued(name)), `${encodeURIComponent(name)}=\${1}&`],
            [caddyRegex(QUERY_PATTERNS.bare(name)), `${encodeURIComponent(name)}&`],
          ]),
        );
  const only =
    names.length === 0 ? [] : [[caddyRegex(QUERY_PATTERNS.onlyThese(names)), 'many'] as const];
  return [
    ...many,
    ...caddyStep(
      'kind',
      query,
      [[caddyRegex(QUERY_PATTERNS.none), 'none'], [caddyRegex(QUERY_PATTERNS.one), 'one'], ...only],
      'unknown',
    ),
    ...caddyStep('one', query, [[caddyRegex(QUERY_PATTERNS.one), '${1}']]),
    ...caddyStep(
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
      (form): CaddyEntry => [
        form,
        `${byQuery ? 'q' : ''}${file === null ? '' : (facts[file] ?? '')}`,
      ],
    ),
  );
  // No query has a space in it.
  const queries = table.queries.flatMap(({ path, parameters, file }) =>
    path.forms.flatMap((form) =>
      askedQueries(parameters).map((query): CaddyEntry => [`${form} ${query}`, facts[file] ?? '']),
    ),
  );
  return [
    ...caddyTable('plain', '{vars.preau_path}', paths),
    ...caddyTable('exact', '{vars.preau_path} {vars.preau_query}', queries),
    ...caddyStep('found', '{vars.preau_query}|{vars.preau_exact}|{vars.preau_plain}', [
      [caddyRegex('[|]([fd][^|]*)[|][^|]*$'), '${1}'],
      [caddyRegex('^[^|].*[|][|]q[^|]*$'), ''],
      [caddyRegex('[|]q?([fd][^|]*)$'), '${1}'],
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

/** What is known of the file that was found: `{vars.preau_etag}` and the rest. */
function readFile(manners: readonly Manner[]): readonly string[] {
  const part = (name: string, index: number): readonly string[] =>
    caddyStep(name, '{vars.preau_found}', [[caddyRegex(`^(?:[^ ]* ){${index}}([^ ]*)`), '${1}']]);
  const shared = (name: keyof Manner): readonly string[] =>
    caddyStep(
      name,
      '{vars.preau_manner}',
      manners.map((manner, index) => [`m${index}`, manner[name]]),
    );
  return [
    ...['what', 'etag', 'manner', 'file'].flatMap(part),
    ...shared('policy'),
    ...shared('cache'),
    ...shared('type'),
    ...shared('disposition'),
  ];
}

function readRequest(): readonly string[] {
  const path = '{vars.preau_path}';
  return [
    ...caddyStep(
      'data',
      '{http.request.header.Accept}',
      [
        [caddyRegex(REQUEST_PATTERNS.page, true), '_'],
        [caddyRegex(REQUEST_PATTERNS.data, true), 'j'],
      ],
      '_',
    ),
    ...caddyStep(
      'writes',
      '{http.request.method}',
      [
        ['GET', '_'],
        ['HEAD', '_'],
      ],
      'w',
    ),
    ...caddyStep(
      'own',
      path,
      [
        ['/_preau/manifest.json', 'm'],
        ['/_preau/health', 'h'],
        ['/.well-known/preau', 'k'],
      ],
      '_',
    ),
    ...caddyStep(
      'saml',
      '{http.request.uri.query}',
      [[caddyRegex(REQUEST_PATTERNS.saml, true), 's']],
      '_',
    ),
    ...caddyStep('program', path, [[caddyRegex(REQUEST_PATTERNS.program, true), 'p']], '_'),
    ...caddyStep(
      'login',
      path,
      [
        [caddyRegex(REQUEST_PATTERNS.author, true), '_'],
        [caddyRegex(REQUEST_PATTERNS.login, true), 'l'],
      ],
      '_',
    ),
  ];
}

function sayAnswer(): readonly string[] {
  const letters = ['writes', 'bad', 'own', 'shows', 'saml', 'data', 'program', 'login'];
  const rules = ANSWER_RULES.map(([pattern, answer]) => [caddyRegex(pattern), answer] as const);
  return [
    ...caddyStep('shows', '{vars.preau_what}', [['``', '_']], '{vars.preau_what}'),
    ...caddyStep(
      'answer',
      letters.map((name) => `{vars.preau_${name}}`).join(''),
      rules,
      'missing',
    ),
  ];
}
