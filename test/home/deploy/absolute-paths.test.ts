// Goal: no file of a configuration depends on where a process stands. Method: every place that may name
// one, named by a path that could only be one of them.
import { expect, test } from 'vitest';
import { readConfig } from '../../../config/read-config.ts';
import { absolutePaths } from '../../../home/deploy/absolute-paths.ts';
import { aConfig } from '../../config/a-config.ts';

const own = (name: string) => `dossier/${name}`;
const receipts = (name: string) => ({ secretFile: own(name) });

test('every file that a configuration names is looked for beside it', () => {
  const names = [
    ['platforms.0.accessLog', 'journal'],
    ['platforms.0.mirror.lessons', 'lecons'],
    ['vantages.0.agent', 'cle-mesure'],
    ['names.rfc2136', 'cle-tsig'],
    ['notices.smtp.dkim', 'cle-dkim'],
    ['notices.bounces', 'courrier'],
    ['notices.sms', 'cle-sms'],
    ['pages.folder', 'pages'],
    ['pages.webhooks', 'cle-webhook'],
  ] as const;
  const shapes: Readonly<Record<string, (name: string) => unknown>> = {
    'vantages.0.agent': (name) => ({ url: 'https://mesure.region.example', keyFile: own(name) }),
    'names.rfc2136': (name) => ({
      server: '192.0.2.53',
      key: { name: 'preau', secretFile: own(name) },
      authorities: [{ address: '192.0.2.53' }],
    }),
    'notices.smtp.dkim': (name) => ({ selector: 'preau', keyFile: own(name) }),
    'notices.bounces': (name) => ({ address: 'retours@region.example', maildir: own(name) }),
    'pages.webhooks': (name) => [
      { name: 'region', url: 'https://ecoute.region.example/', ...receipts(name) },
    ],
    'notices.sms': (name) => ({
      gateway: 'https://sms.region.example/{key}',
      sender: 'PREAU',
      receipts: receipts(name),
      fallback: {
        gateway: 'https://autre.region.example/{key}',
        receipts: receipts('cle-secours'),
      },
    }),
  };
  const changes = names.map(([path, name]) => [path, (shapes[path] ?? own)(name)] as const);
  const read = readConfig(
    aConfig({
      ...Object.fromEntries(changes),
      'schools.directories': [own('annuaire')],
      'schools.contacts': [own('volontaires')],
      'schools.attachments': [own('rattachements')],
      'shelter.originShares': [1],
      aws: undefined,
    }),
    { language: 'fr' },
  );
  if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems));
  const text = JSON.stringify(absolutePaths(read.config, '/srv/preau'));
  expect(text.match(/dossier\//g)).toHaveLength(13);
  expect(text.match(/"\/srv\/preau\/dossier\//g)).toHaveLength(13);
});
