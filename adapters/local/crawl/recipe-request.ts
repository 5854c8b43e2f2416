import type { CrawlRecipe } from '../../../config/recipe-schema.ts';
import { PreauError } from '../../../core/errors.ts';
import type { CrawlRequest } from './crawl-request.ts';
import type { SecretPlaces } from './read-secret.ts';
import { readCrawlSession } from './session.ts';

/** What a recipe decides of a crawl. */
export type RecipeRequest = Pick<
  CrawlRequest,
  'start' | 'scope' | 'politeness' | 'budgets' | 'session' | 'privateHosts' | 'pinned' | 'about'
>;

/**
 * Read a recipe as a crawl.
 *
 * @param url where it starts, unless the recipe says otherwise
 * @param withSession false where nothing of members is asked for: no secret is read then
 * @throws PreauError as `readCrawlSession`
 */
export function recipeRequest(
  recipe: CrawlRecipe,
  url: string,
  places: SecretPlaces,
  withSession = true,
): RecipeRequest {
  const { start = [url], session, title, licence, attribution, rights } = recipe;
  refuseOtherSite(recipe, url);
  const hosts = start.map((one) => new URL(one).hostname);
  return {
    start,
    ...(session && withSession && { session: readCrawlSession(session, hosts, places) }),
    scope: scopeOf(recipe),
    politeness: politenessOf(recipe),
    budgets: budgetsOf(recipe),
    privateHosts: recipe.privateHosts,
    pinned: Object.fromEntries(
      Object.entries(recipe.addresses).map(([host, addresses]) => [host, { addresses }]),
    ),
    about: { title, licence, attribution, rights },
  };
}

/** A recipe is for one site: that of another is a mistake, not a wish. */
function refuseOtherSite({ start = [], hosts }: CrawlRecipe, url: string): void {
  const scope = hosts ?? start.map((one) => new URL(one).host);
  const { host } = new URL(url);
  if (scope.length === 0 || scope.includes(host)) return;
  throw new PreauError(
    'config-invalid',
    `expected a recipe for ${host}, got one for ${scope.join(', ').slice(0, 200)}; name the site's own recipe, or add ${host} under "hosts"`,
    { said: { key: 'visit.otherSite', values: { host, got: scope.join(', ').slice(0, 200) } } },
  );
}

function scopeOf(recipe: CrawlRecipe): NonNullable<CrawlRequest['scope']> {
  const { hosts, sameAs, include, exclude, depth, sitemaps, robots } = recipe;
  return {
    ...(hosts && { hosts }),
    ...(depth !== undefined && { depth }),
    ...(robots && { robots: { grantedBy: robots.overriddenBy, because: robots.because } }),
    sameAs,
    include,
    exclude,
    sitemaps,
  };
}

function politenessOf({
  politeness: { connections, perSecond },
}: CrawlRecipe): NonNullable<CrawlRequest['politeness']> {
  return {
    ...(connections !== undefined && { concurrency: connections }),
    ...(perSecond !== undefined && { perSecond }),
  };
}

function budgetsOf({
  budgets: { time, ...counted },
}: CrawlRecipe): NonNullable<CrawlRequest['budgets']> {
  return { ...counted, ...(time !== undefined && { wallMs: time }) };
}
