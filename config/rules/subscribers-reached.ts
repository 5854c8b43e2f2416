import type { ConfigPath, Finding } from '../problem.ts';
import type { Readable, Rule } from './rule.ts';

const WEBHOOKS = ['pages', 'webhooks'];

/**
 * Whoever is told of changes by the page can be: each webhook has its own name, an address that nobody
 * reads on the way, platforms that there are, and its secret where this home keeps secrets. A rehearsal's
 * webhooks stay on its machine, by plain HTTP too.
 */
export const subscribersReached: Rule = (config) =>
  config.webhooks.flatMap((_, index) => [
    ...sameName(config, index),
    ...inTheClear(config, index),
    ...unknownPlatforms(config, index),
    ...misplacedSecret(config, index),
  ]);

const at = (index: number, ...rest: ConfigPath): ConfigPath => [...WEBHOOKS, index, ...rest];

function sameName({ webhooks }: Readable, index: number): readonly Finding[] {
  const name = webhooks[index]?.name;
  const first = webhooks.findIndex((one) => one.name === name);
  if (name === undefined || first === index) return [];
  const values = { first: `pages.webhooks[${first}]` };
  return [{ code: 'duplicate-id', path: at(index, 'name'), values }];
}

function inTheClear({ webhooks, rehearsal }: Readable, index: number): readonly Finding[] {
  const url = webhooks[index]?.url;
  if (url === undefined || rehearsal || /^https:/iu.test(url)) return [];
  return [{ code: 'webhook-https', path: at(index, 'url') }];
}

/** A sentence can carry ten names (chosen). */
const NAMED_MAX = 10;

function unknownPlatforms({ webhooks, platforms }: Readable, index: number): readonly Finding[] {
  const ids = platforms.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const known = ids.slice(0, NAMED_MAX).join(', ') + (ids.length > NAMED_MAX ? ', …' : '');
  return (webhooks[index]?.platforms ?? []).flatMap((id, position): readonly Finding[] =>
    ids.includes(id)
      ? []
      : [{ code: 'webhook-platform', path: at(index, 'platforms', position), values: { known } }],
  );
}

function misplacedSecret({ given }: Readable, index: number): readonly Finding[] {
  const has = (key: string): boolean => given(at(index, key));
  const [file, variable, stored] = [has('secretFile'), has('secretVariable'), has('secret')];
  if (given(['aws']))
    return stored && !file && !variable ? [] : [{ code: 'webhook-secret-on-aws', path: at(index) }];
  return file !== variable && !stored ? [] : [{ code: 'webhook-secret-at-home', path: at(index) }];
}
