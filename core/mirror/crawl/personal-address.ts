import { isWritten, pathWords, plainText, queryPairs } from './address-words.ts';

/** Words of a path under which platforms keep what is about one person, whoever asks. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set([
  'absences',
  'annuaire',
  'bulletins-scolaires',
  'carnet',
  'carnet-de-correspondance',
  'carnet-de-liaison',
  'carnet-de-notes',
  'carnet-liaison',
  'casier',
  'casiers',
  'devoirs-rendus',
  'gradebook',
  'grades',
  'inbox',
  'livret-scolaire',
  'messagerie',
  'mon-compte',
  'mon-profil',
  'moncompte',
  'notes',
  'participants',
  'profil',
  'profile',
  'profils',
  'releve-de-notes',
  'releves-de-notes',
  'submissions',
  'trombinoscope',
  'userbook',
  'userpix',
  'vie-scolaire',
  'vie_scolaire',
  'viescolaire',
  'webmail',
]);

/** Words that mean lessons on an open site, and people once somebody has logged in. */
const ABOUT_MEMBERS: ReadonlySet<string> = new Set([
  'absence',
  'account',
  'agenda',
  'attempt',
  'attempts',
  'badges',
  'blog',
  'blogs',
  'bulletin',
  'bulletins',
  'calendar',
  'calendrier',
  'chat',
  'comment',
  'commentaires',
  'comments',
  'competency',
  'compte',
  'conversation',
  'conversations',
  'copies',
  'discussions',
  'emploi-du-temps',
  'forum',
  'forums',
  'incidents',
  'members',
  'membres',
  'message',
  'messages',
  'my',
  'note',
  'notifications',
  'people',
  'portfolio',
  'portfolios',
  'presences',
  'pronote',
  'punitions',
  'rack',
  'rendus',
  'retards',
  'sanctions',
  'students',
  'timeline',
  'user',
  'users',
  'utilisateur',
  'utilisateurs',
  'zimbra',
]);

/** Programs of Moodle about people, wherever on a host it stands. Its own folders, by its source. */
const MOODLE: readonly RegExp[] = [
  /\/(admin|analytics|auth|backup|badges|blog|calendar|cohort|comment|competency|enrol|files|grade|group|message|my|notes|portfolio|privacy|rating|report|tag|user)\/([\w-]+\/)*[\w-]+\.php(\/|$)/,
  /\/course\/(loginas|recent|user)\.php$/,
  /\/mod\/(attendance|chat|choice|data|feedback|forum|hsuforum|journal|oublog|ouwiki|questionnaire|scheduler|survey|workshop)\/([\w-]+\/)*[\w-]*(\.php)?$/,
  /\/mod\/assign\/(?!(index|view)\.php$)[\w/-]+\.php$/,
  /\/mod\/quiz\/(?!(index|view)\.php$)[\w/-]+\.php$/,
  /\/mod\/wiki\/(comments|diff|edit\w*|history|viewversion)\.php$/,
  /\/mod\/\w+\/(attempts?|essay|grad\w*|overrid\w*|report\w*|responses?|results?|review\w*|submissions?|users?)(\/|\.php|$)/,
  /\/(draftfile|tokenpluginfile|rss\/file)\.php(\/|$)/,
  // A picture, a hand-in or an attachment of somebody: the part and the area of Moodle's files.
  /\/pluginfile\.php\/\d+\/(user|badges|blog|grade\w*|assign(submission|feedback)\w*|mod_(chat|data|forum|workshop)|question\/response\w*)(\/|$)/,
];

/** Parameters that ask for somebody, by their names alone. */
const PERSON_PARAMETERS =
  /^(attempt(_?id)?|authorid|eleve(_?id)?|id_?eleve|student(_?id)?|user_?id|useridlistid)$/;

/** What a hand-in's page does beside telling the task. */
const PERSON_VALUES = /^(editsubmission|grad(e|er|ing)\w*|viewpluginassign\w*)$/;

/**
 * Whether an address is about people: who they are, what they wrote, what they got for it. Nothing of
 * that is lessons, and a mirror is public.
 *
 * On an open site a few of the words mean lessons too; a page that somebody wrote as a file, as in
 * `/cours/notes.html`, is then one.
 *
 * @param address as `CrawlAddress.address`
 * @param isMember whether the crawl sees what members see: no word is then given the benefit of the doubt
 */
export function isPersonalAddress(address: string, isMember: boolean): boolean {
  const [path = ''] = plainText(address).split('?', 1);
  if (MOODLE.some((form) => form.test(path))) return true;
  const isAboutPeople = queryPairs(address).some(
    ({ name, value }) =>
      (PERSON_PARAMETERS.test(name) && value !== '') ||
      (name === 'action' && PERSON_VALUES.test(value)),
  );
  if (isAboutPeople) return true;
  const words = pathWords(address);
  if (isMember) return words.some(({ word }) => ABOUT_PEOPLE.has(word) || ABOUT_MEMBERS.has(word));
  return words.some((one) => !isWritten(one) && ABOUT_PEOPLE.has(one.word));
}
