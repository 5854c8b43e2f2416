// Goal: a crawl sees what its owner named and nothing else, and never follows a link that acts.
// Method: examples of each form and of links as platforms write them; a property over hosts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isActingLink, isLoginAddress } from '../../../../core/mirror/crawl/acting-link.ts';
import { type CrawlScope, scopeRefusal } from '../../../../core/mirror/crawl/scope.ts';

const HOST = 'ent.example.fr';
const scope = (over: Partial<CrawlScope> = {}): CrawlScope => ({
  hosts: [HOST],
  include: [],
  exclude: [],
  depth: 10,
  isMember: false,
  starts: [],
  ...over,
});
const judge = (address: string, over: Partial<CrawlScope> = {}, kind: 'page' | 'asset' = 'page') =>
  scopeRefusal(scope(over), { host: HOST, address }, kind);

describe('the scope of a crawl', () => {
  it.each([
    ['/cours/a.html', null],
    ['/cours', null],
    ['/courses/a.html', 'outside-the-scope'],
    ['/', 'outside-the-scope'],
  ])('with /cours/ included, %s is %s', (address, reason) => {
    expect(judge(address, { include: ['/cours/'] })).toBe(reason);
  });

  it.each([
    ['/a/b.zip', ['*.zip']],
    ['/prof/x', ['/prof/']],
    ['/view.php?id=4', ['/view.php?id=4']],
    ['/view.php?id=4', ['/view.php']],
  ])('%s is excluded by %j', (address, exclude) => {
    expect(judge(address, { exclude })).toBe('excluded-from-crawl');
  });

  it('lets the pictures of an included page come from anywhere on its hosts, unless excluded', () => {
    const over = { include: ['/cours/'], exclude: ['/prof/'] };
    expect(judge('/media/a.png', over, 'asset')).toBeNull();
    expect(judge('/prof/a.png', over, 'asset')).toBe('excluded-from-crawl');
  });

  it('never lets another host in', () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        fc.pre(host !== HOST);
        expect(scopeRefusal(scope(), { host, address: '/' }, 'asset')).toBe('other-host');
      }),
    );
  });
});

describe('a link that acts', () => {
  it.each([
    '/login/logout.php',
    '/Déconnexion',
    '/user/sign-out/',
    '/view.php?id=4&delete=1',
    '/w/index.php?action=edit&title=x',
    '/x?do=logout',
    '/mod/forum/post.php?confirm=1',
    '/lib/delete/12',
    '/page/12/supprimer',
    '/Supprimer/12/',
    '/index.php?r=site/logout',
    '/index.php?q=user/logout',
    '/?page=deconnexion',
    '/user/logout/all',
    '/doLogout.do',
    '/j_spring_cas_security_logout',
    '/mod/forum/unsubscribeall.php',
    '/admin/delete_user.php?id=3',
    '/x.php?delete_id=3',
    '/x?op=page.supprimer',
  ])('%s is one', (address) => {
    expect([isActingLink(address, false), isActingLink(address, true)]).toEqual([true, true]);
  });

  it.each([
    '/mod/quiz/startattempt.php?cmid=4',
    '/page/12/edit',
    '/page/12/modifier',
    '/cours/ajouter',
    '/x?edit=on',
    '/course/togglecompletion.php?id=4',
  ])('%s is one where a session lets it act', (address) => {
    expect([isActingLink(address, false), isActingLink(address, true)]).toEqual([false, true]);
  });

  it.each([
    '/cours/le-logout-expliqué.html',
    '/cours/supprimer-un-fichier.html',
    '/cours/supprimer-un-fichier/',
    '/cours/comment-supprimer-un-fichier',
    '/cours/supprimer.html',
    '/cours/add-numbers',
    '/cours/address.php',
    '/view.php?id=4',
    '/x?action=view',
    '/x?hide=0',
    '/?s=bouton de deconnexion',
  ])('%s is none', (address) => {
    expect([isActingLink(address, false), isActingLink(address, true)]).toEqual([false, false]);
  });

  it.each([
    ['/login/index.php', true],
    ['/connexion', true],
    ['/cas/login', true],
    ['/physique/connexion.html', false],
    ['/cours/login-et-mot-de-passe.html', false],
  ])('%s asks who one is: %s', (address, expected) => {
    expect(isLoginAddress(address)).toBe(expected);
  });
});
