// Goal: each word by which platforms name an act or a person is known, where it counts and only there.
// Method: the words by table, in the places of an address that tell them apart, with a session and without.
import { describe, expect, it } from 'vitest';
import { isActingLink, isLoginAddress } from '../../../../core/mirror/crawl/acting-link.ts';
import { pathWords, queryPairs } from '../../../../core/mirror/crawl/address-words.ts';
import { isPersonalAddress } from '../../../../core/mirror/crawl/personal-address.ts';

const words = (list: string): readonly string[] => list.split(' ');
/** What a rule says of an address on an open site, and with a session. */
const acts = (address: string) => [isActingLink(address, false), isActingLink(address, true)];
const about = (address: string) => [
  isPersonalAddress(address, false),
  isPersonalAddress(address, true),
];
const ALWAYS = [true, true];
const MEMBER = [false, true];
const NEVER = [false, false];

const LEAVES =
  'deconnecter deconnexion log-out log_out logoff logout se-deconnecter sign-out sign_out signoff signout';
const TAKES_AWAY =
  'delete desabonner desinscription desinscrire destroy effacer erase purge remove se-desabonner se-desinscrire suppression supprimer trash unenrol unenroll unsubscribe unsubscribeall';
const CHANGES =
  'abonner add ajouter approve archiver confirm create creer deplacer dupliquer duplicate edit editer editsection enregistrer enrol enroll envoyer hide inscrire loginas masquer modedit modifier move processattempt publier quitter rejoindre rendre s-inscrire save send startattempt submit subscribe subscribeall togglecompletion update valider vote voter';

describe('a word that acts', () => {
  it.each(words(LEAVES))('%s leaves, even as a page that somebody wrote', (word) => {
    expect([acts(`/a/${word}`), acts(`/${word}.html`), acts(`/?x=${word}`)]).toEqual([
      ALWAYS,
      ALWAYS,
      ALWAYS,
    ]);
  });
  it.each(words(TAKES_AWAY))('%s takes away, but not as a page that somebody wrote', (word) => {
    expect([acts(`/a/${word}`), acts(`/${word}.html`), acts(`/x?do=${word}`)]).toEqual([
      ALWAYS,
      NEVER,
      ALWAYS,
    ]);
  });
  it.each(words(CHANGES))('%s changes where a member may', (word) => {
    expect([acts(`/a/${word}`), acts(`/${word}.html`), acts(`/${word}.php`)]).toEqual([
      MEMBER,
      NEVER,
      MEMBER,
    ]);
  });

  it.each(words('act action cmd controller do event func method mode op r route task'))(
    '%s says what to do',
    (name) => {
      for (const verb of words(
        'add create delete edit hide logout log-out move remove signout sign-out subscribe trash unlock update',
      ))
        expect(acts(`/x?${name}=${verb}all`)).toEqual(ALWAYS);
      expect(acts(`/x?${name}=view`)).toEqual(NEVER);
      expect(acts(`/x?${name}=readd`)).toEqual(NEVER);
      expect(acts(`/x?${name}=page-supprimer`)).toEqual(ALWAYS);
      expect(acts(`/x?${name}x=page-supprimer`)).toEqual(NEVER);
    },
  );

  it.each([
    ['/x?confirm=1', ALWAYS],
    ['/x?duplicate=1', ALWAYS],
    ['/x?hide=1', ALWAYS],
    ['/x?hide', ALWAYS],
    ['/x?hide=0', NEVER],
    ['/x?hide=false', NEVER],
    ['/x?hide=no', NEVER],
    ['/x?hide=non', ALWAYS],
    ['/x?show=1', NEVER],
    ['/x?delete=0', NEVER],
    ['/x?page-delete=1', ALWAYS],
    ['/x?q=site:logout', ALWAYS],
    ['/x?q=logout.view', NEVER],
    ['/x?q=dologoff', ALWAYS],
    ['/x?q=dosignout', ALWAYS],
    ['/x?q=dosignoff', ALWAYS],
    ['/x?q=ladeconnexion', ALWAYS],
    ['/x?q=medeconnecter', ALWAYS],
    ['/x?q=logouts', NEVER],
    ['/x?q=bouton%20logout', NEVER],
    ['/delete-it', ALWAYS],
    ['/delete-it-now', NEVER],
    ['/it-is-delete', NEVER],
    ['/it_is_delete', ALWAYS],
    ['/delete_it_now', ALWAYS],
    ['/it-is-delete.php', ALWAYS],
    ['/it_delete', ALWAYS],
    ['/now_delete_it', NEVER],
    ['/add_it', NEVER],
    ['/add_it.php', MEMBER],
    ['/it_add.php', MEMBER],
    ['/logouts', NEVER],
    ['/dologout', ALWAYS],
    ['/a.b', NEVER],
  ])('in %s counts: %j', (address, expected) => {
    expect(acts(address)).toEqual(expected);
  });

  it.each([
    ['/log-in', true],
    ['/a/sign-in/b', true],
    ['/signin', true],
    ['/sso/x', true],
    ['/login', true],
    ['/connexion', true],
    ['/a/connexion', false],
    ['/connexion/a', false],
    ['/', false],
    ['/cours', false],
  ])('of logging in, %s is one: %s', (address, expected) => {
    expect(isLoginAddress(address)).toBe(expected);
  });
});

const ABOUT_PEOPLE =
  'absences annuaire bulletins-scolaires carnet carnet-de-correspondance carnet-de-liaison carnet-de-notes carnet-liaison casier casiers devoirs-rendus gradebook grades inbox livret-scolaire messagerie mon-compte mon-profil moncompte notes participants profil profile profils releve-de-notes releves-de-notes submissions trombinoscope userbook userpix vie-scolaire vie_scolaire viescolaire webmail';
const ABOUT_MEMBERS =
  'absence account agenda attempt attempts badges blog blogs bulletin bulletins calendar calendrier chat comment commentaires comments competency compte conversation conversations copies discussions emploi-du-temps forum forums incidents members membres message messages my note notifications people portfolio portfolios presences pronote punitions rack rendus retards sanctions students timeline user users utilisateur utilisateurs zimbra';

describe('a word about people', () => {
  it.each(words(ABOUT_PEOPLE))('%s is one, and on an open site no title', (word) => {
    expect([about(`/ent/${word}/3`), about(`/${word}.html`)]).toEqual([ALWAYS, MEMBER]);
    expect(about(`/le-${word}`)).toEqual(NEVER);
  });
  it.each(words(ABOUT_MEMBERS))('%s is one where members are shown more', (word) => {
    expect([about(`/ent/${word}/3`), about(`/x?${word}x=1`)]).toEqual([MEMBER, NEVER]);
  });

  it.each(
    words(
      'html htm xhtml md pdf txt odg odp ods odt doc docx ppt pptx xls xlsx png jpg jpeg gif svg webp',
    ),
  )('is a title in a file .%s', (ending) => {
    expect(about(`/notes.${ending}`)).toEqual(MEMBER);
    expect(about(`/notes.q${ending}`)).toEqual(ALWAYS);
    expect(about(`/notes.${ending}q`)).toEqual(ALWAYS);
  });
});

describe('the words of an address', () => {
  it('are those of its path, without accents and endings', () => {
    expect(pathWords('/Été/b.c.d/e.php?f=g')).toEqual([
      { word: 'ete', ending: '' },
      { word: 'b.c', ending: 'd' },
      { word: 'e', ending: 'php' },
    ]);
    expect(pathWords('/')).toEqual([]);
    expect(pathWords('/a.1/b.abcdefg/c.ab-')).toEqual([
      { word: 'a.1', ending: '' },
      { word: 'b.abcdefg', ending: '' },
      { word: 'c.ab-', ending: '' },
    ]);
  });
  it('are those of its parameters, with their signs', () => {
    expect(queryPairs('/a')).toEqual([]);
    expect(queryPairs('/a?É=1&b&c=d=e&f%3Dg=h%26%20%2F%2B%23%3F')).toEqual([
      { name: 'e', value: '1' },
      { name: 'b', value: '' },
      { name: 'c', value: 'd=e' },
      { name: 'f=g', value: 'h& /+#?' },
    ]);
    expect(queryPairs('/a?b=%C3%41')).toEqual([{ name: 'b', value: '%c3%41' }]);
  });
});
