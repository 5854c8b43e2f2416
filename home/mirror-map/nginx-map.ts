import { REQUEST_PATTERNS } from '../../core/mirror/request-patterns.ts';
import { ANSWER_RULES, CLIMBS, NOT_IN_PATHS, SESSION_KEY } from './answer-rules.ts';
import { headersOf, type MapFacts, type MapText } from './map-facts.ts';
import { nginxServer, servesMap } from './nginx-server.ts';
import { EXACT, type NginxTable, nginxTable } from './nginx-tables.ts';
import { nginxText, nginxWord } from './nginx-words.ts';
import { askedQueries } from './query-forms.ts';
import { QUERY_PATTERNS } from './query-patterns.ts';
import { type ServedTable, servedTable } from './served-table.ts';

/** Says the name of a variable, with its dollar: each mirror of a machine has its own. */
export type NameVariable = (name: string) => string;

/**
 * nginx's settings for one release: its addresses as maps, and a server that answers from them as the
 * embedded one does (home/mirror-server). For nginx 1.19 and later with PCRE; no other module.
 *
 * nginx cannot decode a query, compose letters or compare with regard to case, so that the maps hold
 * each form in which an address comes: see {@link askedQueries}, {@link servedTable},
 * {@link nginxTable}.
 *
 * @param withMapHash nginx takes the sizes of its maps once for all files: false for the second mirror
 */
export function nginxMap(facts: MapFacts, withMapHash: boolean): MapText {
  const table = servedTable(facts.manifest);
  const prefix = `preau_${facts.manifest.platform.replace(/[^a-z0-9]/gi, '_')}`;
  const v: NameVariable = (name) => `$${prefix}_${name}`;
  const dollar = `${prefix}_dollar`;
  const paths = nginxTable(pathEntries(table), dollar);
  const queries = nginxTable(queryEntries(table), dollar);
  const parts = [
    withMapHash ? hashSizes([paths, queries], table) : [],
    // The one way to write a dollar where nginx puts in variables.
    [`geo ${v('dollar')} { default "$"; }`],
    readAddress(v),
    readQueryLines(v, table.names),
    [
      map(v('path'), v('by_path'), ['default "";', ...paths.lines]),
      map(`${v('path')}\r${v('query')}`, v('by_query'), ['default "";', ...queries.lines]),
      exact(`${v('path')}\n${v('by_path')}`, v('plain')),
      exact(`${v('path')}\r${v('query')}\n${v('by_query')}`, v('exact')),
    ],
    findFile(v),
    fileLines(v, table, dollar),
    [...answerLines(v), servesMap(v)],
    nginxServer(facts, v, dollar),
  ];
  return {
    text: `${parts.map((part) => part.join('\n')).join('\n\n')}\n`,
    leftOut: [...new Set([...table.leftOut, ...paths.leftOut, ...queries.leftOut])],
  };
}

function map(source: string, result: string, lines: readonly string[]): string {
  return `map ${nginxWord(source)} ${result} {\n  ${lines.join('\n  ')}\n}`;
}

const regex = (pattern: string, noCase = false): string =>
  nginxWord(`${noCase ? '~*' : '~'}${pattern}`);

const exact = (source: string, result: string): string =>
  map(source, result, ['default "";', `${regex(EXACT)} "$2";`]);

function flag(source: string, result: string, pattern: string, letter: string): string {
  return map(source, result, ['default "_";', `${regex(pattern, true)} "${letter}";`]);
}

/** Twice the entries lets nginx find a size at once; its default takes keys of some forty bytes. */
function hashSizes(tables: readonly NginxTable[], { files }: ServedTable): readonly string[] {
  const entries = Math.max(files.length, ...tables.map(({ lines }) => lines.length));
  const longest = Math.max(...tables.map(({ keyBytes }) => keyBytes));
  // Room for eight keys of the longest, since a bucket holds several by chance.
  const bucket = 2 ** Math.ceil(Math.log2(Math.max(128, 8 * (longest + 32))));
  return [
    `map_hash_max_size ${Math.max(2_048, 2 * entries)};`,
    `map_hash_bucket_size ${bucket};`,
    // A mirror has some fifty variables, with names longer than nginx's own.
    'variables_hash_max_size 4096;',
    'variables_hash_bucket_size 128;',
  ];
}

function readAddress(v: NameVariable): readonly string[] {
  return [
    map('$uri', v('path'), [
      'default $uri;',
      `${regex(NOT_IN_PATHS)} "";`,
      `${regex(SESSION_KEY, true)} "$1$2";`,
    ]),
    map('$request_uri', v('climbs'), ['default "";', `${regex(CLIMBS, true)} "climbs";`]),
    map(`${v('path')}${v('climbs')}`, v('bad'), [
      'default "b";',
      `${regex('^/(?!.*climbs$)')} "_";`,
    ]),
  ];
}

function readQueryLines(v: NameVariable, names: readonly string[]): readonly string[] {
  const pieces = names.map((_, index) => v(`parameter_${index}`));
  const many = names.length === 0 ? '"?"' : `"${v('many')}"`;
  return [
    map('$args', v('query'), [
      `default ${many};`,
      '"" "";',
      `${regex(QUERY_PATTERNS.none)} "";`,
      `${regex(QUERY_PATTERNS.one)} "$1";`,
    ]),
    ...(names.length === 0
      ? []
      : [
          map('$args', v('many'), [
            'default "?";',
            `${regex(QUERY_PATTERNS.onlyThese(names))} "${pieces.join('')}";`,
          ]),
        ]),
    ...names.map((name, index) =>
      map('$args', pieces[index] ?? '', [
        'default "";',
        `${regex(QUERY_PATTERNS.twice(name))} "?";`,
        `${regex(QUERY_PATTERNS.valued(name))} "${encodeURIComponent(name)}=$1&";`,
        `${regex(QUERY_PATTERNS.bare(name))} "${encodeURIComponent(name)}&";`,
      ]),
    ),
  ];
}

function pathEntries({ paths }: ServedTable) {
  return paths.flatMap(({ address, forms, file, byQuery }) =>
    forms.map((asked) => ({
      asked,
      shows: `${file ?? ''}${byQuery ? 'q' : ''}`,
      address,
    })),
  );
}

function queryEntries({ queries }: ServedTable) {
  return queries.flatMap(({ address, path, parameters, file }) =>
    path.forms.flatMap((form) =>
      askedQueries(parameters).map((query) => ({
        asked: `${form}\r${query}`,
        shows: String(file),
        address,
      })),
    ),
  );
}

function findFile(v: NameVariable): readonly string[] {
  return [
    map(v('query'), v('asks'), ['default "?";', '"" "";']),
    map(`${v('asks')} ${v('exact')} ${v('plain')}`, v('found'), [
      'default "";',
      `${regex('^[?] ([0-9]+) ')} "$1";`,
      `${regex('^[?] .*q$')} "";`,
      `${regex(' ([0-9]+)q?$')} "$1";`,
    ]),
  ];
}

function fileLines(v: NameVariable, table: ServedTable, dollar: string): readonly string[] {
  const rows = table.files.map((file) => ({ file, ...headersOf(file) }));
  const column = (name: string, read: (row: (typeof rows)[number]) => string | null): string => {
    const lines = rows.map((row, index) => {
      const text = read(row);
      return text === null ? null : `${index} ${text};`;
    });
    return map(v('found'), v(name), ['default "";', ...lines.filter((line) => line !== null)]);
  };
  return [
    column('file', ({ file }) => nginxText(file.path, dollar)),
    column('etag', ({ etag }) => `'"${etag}"'`),
    column('is', ({ file }) => (file.type.startsWith('text/html') ? '"f"' : '"d"')),
    column('policy', ({ policy }) => nginxText(policy, dollar)),
    column('disposition', ({ disposition }) =>
      disposition === '' ? null : nginxText(disposition, dollar),
    ),
    column('cache', ({ cache }) => nginxText(cache, dollar)),
  ];
}

function answerLines(v: NameVariable): readonly string[] {
  const letters = ['writes', 'bad', 'own', 'what', 'saml', 'data', 'program', 'login'];
  return [
    map('$request_method', v('writes'), ['default "w";', 'GET "_";', 'HEAD "_";']),
    map(v('path'), v('own'), [
      'default "_";',
      `${regex('^/_preau/manifest[.]json$')} "m";`,
      `${regex('^/_preau/health$')} "h";`,
      `${regex('^/[.]well-known/preau$')} "k";`,
    ]),
    map(v('is'), v('what'), [`default "${v('is')}";`, '"" "_";']),
    flag('$args', v('saml'), REQUEST_PATTERNS.saml, 's'),
    map('$http_accept', v('data'), [
      'default "_";',
      `${regex(REQUEST_PATTERNS.page, true)} "_";`,
      `${regex(REQUEST_PATTERNS.data, true)} "j";`,
    ]),
    flag('$http_accept', v('page'), REQUEST_PATTERNS.page, 'page'),
    flag(v('path'), v('program'), REQUEST_PATTERNS.program, 'p'),
    map(v('path'), v('login'), [
      'default "_";',
      `${regex(REQUEST_PATTERNS.author, true)} "_";`,
      `${regex(REQUEST_PATTERNS.login, true)} "l";`,
    ]),
    map(letters.map(v).join(''), v('answer'), [
      'default "missing";',
      ...ANSWER_RULES.map(([pattern, answer]) => `${regex(pattern)} "${answer}";`),
    ]),
  ];
}
