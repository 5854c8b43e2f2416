// Goal: whoever the page is to tell can be told: what would leave in the clear, unsigned or never is
// refused with its place. Method: a right configuration, changed one value at a time.
import { expect, test } from 'vitest';
import { CHANGE_TYPES } from '../../app/subscriptions/public-changes.ts';
import { readConfig } from '../../config/read-config.ts';
import { aConfig } from './a-config.ts';

const webhook = {
  name: 'region',
  url: 'https://ecoute.region.example/preau',
  secretFile: 'cle-webhook',
};
const home = { aws: undefined };

function found(changes: Readonly<Record<string, unknown>>, rehearsal = false): readonly string[] {
  const result = readConfig(aConfig(changes), { language: 'en', rehearsal });
  return result.kind === 'read' ? [] : result.problems.map(({ code, path }) => `${code} ${path}`);
}

test('a webhook is read with its defaults', () => {
  const result = readConfig(aConfig({ ...home, 'pages.webhooks': [webhook] }), { language: 'fr' });
  expect(result.kind === 'read' && result.config.pages.webhooks).toEqual([
    { ...webhook, platforms: [], events: [], drills: false },
  ]);
});

test('every change that there is can be asked for', () => {
  expect(found({ ...home, 'pages.webhooks': [{ ...webhook, events: CHANGE_TYPES }] })).toEqual([]);
});

test.each([
  ['the clear', { url: 'http://ecoute.region.example/' }, ['webhook-https pages.webhooks[0].url']],
  ['a password', { url: 'https://a:b@x.example/' }, ['url-with-password pages.webhooks[0].url']],
  ['a stranger', { platforms: ['x'] }, ['webhook-platform pages.webhooks[0].platforms[0]']],
  ['no secret', { secretFile: undefined }, ['webhook-secret-at-home pages.webhooks[0]']],
  ['two secrets', { secretVariable: 'KEY' }, ['webhook-secret-at-home pages.webhooks[0]']],
  ['one of AWS', { secret: 'preau/region' }, ['webhook-secret-at-home pages.webhooks[0]']],
])('%s is refused at home', (_, change, problems) => {
  expect(found({ ...home, 'pages.webhooks': [{ ...webhook, ...change }] })).toEqual(problems);
});

test('two webhooks have two names', () => {
  expect(found({ ...home, 'pages.webhooks': [webhook, webhook] })).toEqual([
    'duplicate-id pages.webhooks[1].name',
  ]);
});

test('on AWS secrets are in its own store, and browsers can be told', () => {
  expect(found({ 'pages.webhooks': [webhook] })).toEqual([
    'webhook-secret-on-aws pages.webhooks[0]',
  ]);
  const { secretFile: _, ...stored } = { ...webhook, secret: 'preau/region' };
  expect(found({ 'pages.webhooks': [stored] })).toEqual([]);
  expect(found({ 'pages.push': {} })).toEqual([]);
});

test('a rehearsal’s webhook may be asked by plain HTTP', () => {
  const url = 'http://127.0.0.1:9000/';
  expect(found({ ...home, 'pages.webhooks': [{ ...webhook, url }] }, true)).toEqual([]);
});
