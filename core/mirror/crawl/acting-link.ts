/** Words of a path by which one leaves a session. French ones as platforms write them. */
const LEAVES: readonly string[] = [
  'deconnecter',
  'deconnexion',
  'log-out',
  'log_out',
  'logoff',
  'logout',
  'se-deconnecter',
  'sign-out',
  'sign_out',
  'signoff',
  'signout',
];

/** Parameters that are an act by their name alone, as in `view.php?id=4&delete=1`. */
const ACTS: ReadonlySet<string> = new Set([
  'confirm',
  'delete',
  'duplicate',
  'hide',
  'logout',
  'remove',
  'unenrol',
  'unsubscribe',
]);

/** Parameters whose value says what to do. */
const VERBS: ReadonlySet<string> = new Set(['action', 'cmd', 'do', 'mode', 'op', 'task']);

const ACTING_VALUES =
  /^(add|create|delete|edit|hide|log-?out|move|remove|sign-?out|subscribe|trash|un\w+|update)/;

/**
 * Whether following a link would do something: leave the session, delete, change. A crawl with an
 * owner's session never follows one, whatever the scope says.
 *
 * @param address as `CrawlAddress.address`: decoded path, then the query
 */
export function isActingLink(address: string): boolean {
  const [path = '', query = ''] = address.split('?', 2);
  const names = plain(path).split('/');
  if (names.some((name) => LEAVES.includes(name.replace(/\.[a-z]{2,5}$/, '')))) return true;
  return query.split('&').some((pair) => {
    const [name = '', value = ''] = plain(pair).split('=', 2);
    if (ACTS.has(name)) return value !== '0';
    return VERBS.has(name) && ACTING_VALUES.test(value);
  });
}

/** Paths at which a platform asks who one is. There is nothing to read there. */
const LOGINS: ReadonlySet<string> = new Set(['log-in', 'login', 'sign-in', 'signin', 'sso']);

/** Whether an address is where one logs in. */
export function isLoginAddress(address: string): boolean {
  const [path = ''] = address.split('?', 1);
  const names = plain(path)
    .split('/')
    .filter((name) => name !== '')
    .map((name) => name.replace(/\.[a-z]{2,5}$/, ''));
  // Further down it is a word of physics and of networks.
  return names.some((name) => LOGINS.has(name)) || (names.length === 1 && names[0] === 'connexion');
}

/** Lower case without accents: `Déconnexion` and `deconnexion` are one word. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
