import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallHome, until } from './small-home.ts';

// Goal: a cause that was told and did not hold is taken back from its very readers days after all is
// over, by the word of whoever looked, and the pages keep both. Method: a real small home on loopback, its
// command line and its mail sink; the cause is told within seconds of the fall.

test('the true cause is recorded after the end, and those who read another one are told', {
  timeout: 120_000,
}, async () => {
  await using home = await smallHome();
  await appendFile(home.config, 'cause: { firstWord: 1s, review: 1s }\n');
  const running = await home.start();
  await until(async () => (await running.ent()).mirror?.fit === true);
  await home.killOrigin();
  const sent = async () =>
    (await running.now()).gone.filter(({ finishedAt }) => finishedAt !== null);
  await until(async () => (await sent()).some(({ phase }) => phase === 'outage'));

  const early = await home.preau('cause', 'record', 'ent-essai', 'hosting', '--source', 'x');
  expect(early).toMatchObject({ code: 1, out: expect.stringContaining('n’est pas clos') });
  const confirmed = await home.preau('cause', 'confirm', 'ent-essai', 'application', '--by', 'A.');
  expect(confirmed.code).toBe(0);
  await until(async () => (await sent()).some(({ phase }) => phase === 'cause'));
  await home.reviveOrigin();
  await until(async () => (await running.now()).incidents.every(({ open }) => !open));
  const tasks = async () => (await running.now()).tasks.map(({ key }) => key);
  expect(await tasks()).toContain('cause-unrecorded');

  const before = home.sinks.counts().mails;
  const RECORD = [
    'cause',
    'record',
    'P-0001',
    'hosting',
    '--also',
    'overload',
    '--by',
    'A. Martin',
  ];
  const SOURCE = ['--source', 'rapport de l’hébergeur'];
  const recorded = await home.preau(...RECORD, ...SOURCE, '--confidence', '0,95');
  expect(recorded).toMatchObject({ code: 0, out: expect.stringContaining('Fait') });
  const again = await home.preau(...RECORD, ...SOURCE, '--confidence', '0.95', '--json');
  expect(again).toMatchObject({ code: 1, out: expect.stringContaining('"kind": "refused"') });
  await until(async () => (await sent()).some(({ phase }) => phase === 'correction'));
  expect(home.sinks.counts().mails).toBe(before + 3);
  expect(await tasks()).not.toContain('cause-unrecorded');

  const explained = await home.preau('cause', 'explain', 'P-0001', '--json');
  const { incidents } = JSON.parse(explained.out) as { readonly incidents: readonly object[] };
  expect(incidents).toMatchObject([
    {
      says: { cause: 'hosting', rung: 'confirmée' },
      confirmedCause: 'application',
      recorded: [{ cause: 'hosting', also: 'overload', by: { role: 'cli', name: 'A. Martin' } }],
      earlier: [{ text: expect.stringContaining('application') }],
      clocks: [],
    },
  ]);
  const set = await home.preau('cause', 'scenarios');
  expect(JSON.parse(set.out)).toMatchObject({
    label: 'hosting',
    acceptable: ['hosting', 'overload'],
  });
  expect((await home.preau('journal', 'verify')).code).toBe(0);
  const page = () => readFile(join(home.folder, 'etat', 'index.html'), 'utf8');
  await until(async () => (await page()).includes('<del>'));
  expect((await page()).replaceAll(/\s/g, ' ')).toContain('<del>Cause confirmée : une panne');
});
