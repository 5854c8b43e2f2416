import { endingFits, endingOf } from './content-type.ts';

/** Endings of programs that make pages: they say nothing of what comes out. */
const PROGRAMS = /\.(action|asp|aspx|cfm|cgi|do|jsf|jsp|php\d?|pl|py)$/i;

/** UTF-8 never takes more than 4 bytes a letter, and 240 bytes is the longest name. */
const MAX_LETTERS = 60;

/** What no name on Windows, in a URL or in S3 may hold; a comma and spaces may stay. */
const UNSAFE = /[<>:"|?*\\%#&;`^{}[\]]|\p{Cc}/gu;

/** Names that Windows keeps for its devices, whatever their ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/**
 * The name under which an address of a site becomes a file: legible, stable from crawl to crawl,
 * and allowed on every file system and store.
 *
 * The file stands in the same folder as the address did, and its query becomes part of its name:
 * `/mod/page/view.php?id=4` is `mod/page/view-id=4.html`. So relative links between lessons stay
 * what they were.
 *
 * @param address as `CrawlAddress.address`
 * @param type the content type without parameters, or empty where the name alone says it
 * @param mark a short mark of the address, the same on every machine, that sets apart what would
 *   fall together; used where something of the address had to be left out
 */
export function lessonFileName(address: string, type: string, mark: string): string {
  const queryAt = address.indexOf('?');
  const path = queryAt === -1 ? address : address.slice(0, queryAt);
  const query = queryAt === -1 ? '' : address.slice(queryAt + 1);
  const names = path.replaceAll('%3F', '?').split('/').slice(1);
  const last = names.pop() ?? '';
  const { stem, ending } = parts(last === '' ? 'index' : last, type, query !== '');
  const whole = query === '' ? stem : `${stem}-${readable(query)}`;
  const safe = [...names.map((name) => safeName(name)), safeName(whole)];
  const isLossy = safe.some(
    (name, index) => name !== (index < names.length ? names[index] : whole),
  );
  const file = safe.pop() ?? '';
  return [...safe, `${file}${isLossy ? `~${mark}` : ''}${ending}`].join('/');
}

/** The same name, set apart by its mark. */
export function markedFileName(name: string, mark: string): string {
  const at = name.lastIndexOf('.');
  return at <= name.lastIndexOf('/')
    ? `${name}~${mark}`
    : `${name.slice(0, at)}~${mark}${name.slice(at)}`;
}

/** The name without its ending, and the ending that says what the file is. */
function parts(
  name: string,
  type: string,
  hasQuery: boolean,
): { readonly stem: string; readonly ending: string } {
  const at = name.lastIndexOf('.');
  const ending = at <= 0 ? '' : name.slice(at);
  const wanted = endingOf(type);
  const fits = wanted === null || endingFits(ending.slice(1), type);
  if (fits) return { stem: at <= 0 ? name : name.slice(0, at), ending };
  // With a query the program's name is enough: `view-id=4`. Its ending would mislead anyway.
  const stem = hasQuery || wanted === 'html' ? name.replace(PROGRAMS, '') : name;
  return { stem, ending: `.${wanted}` };
}

/** `%20` and its like back to letters, where they are no sign of the query's own. */
function readable(query: string): string {
  return query.replace(/%20/g, ' ').replaceAll('&', ',').replaceAll('/', '_');
}

function safeName(name: string): string {
  const plain = name.replace(UNSAFE, '_').replace(/[. ]+$/, '_');
  const letters = Array.from(plain);
  const short =
    letters.length <= MAX_LETTERS ? plain : letters.slice(0, MAX_LETTERS).join('').trimEnd();
  return DEVICES.test(short) ? `${short.replace(/^([^.]*)/, '$1_')}` : short;
}
