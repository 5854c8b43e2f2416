// Goal: what a killed build leaves does not stay, and what a living one writes is not touched.
// Method: names of a process that has ended, of this one, of another machine and of nobody, at several ages.
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderStore } from '../../../../adapters/local/mirror/store.ts';
import { isLeftBehind, temporaryName } from '../../../../adapters/local/mirror/temporary-name.ts';
import { hours } from '../../../../core/units.ts';
import { temporaryFolder, writeTree } from './fixture.ts';

const folder = temporaryFolder();

/** Of a process that was there and has ended. */
const dead = (name: string): string =>
  name.replace(`-${process.pid}-`, `-${spawnSync(process.execPath, ['--version']).pid}-`);

const FOREIGN = '.draft-00000000-1-0123456789ab';
const NOBODYS = '.draft-0123456789ab';

it('drafts, pointers and files of a dead process go when the next build begins', async () => {
  const root = await folder();
  const store = join(root, 'out/.preau');
  const [draft, pointer, file] = (['draft', 'current', 'file'] as const).map((kind) =>
    dead(temporaryName(kind)),
  );
  const mine = temporaryName('draft');
  await writeTree(store, { [`${draft}/a.html`]: 'a', [`${file}`]: 'x', [`${mine}/b.html`]: 'b' });
  await symlink('releases/gone', join(store, pointer ?? ''));
  await mkdir(join(store, FOREIGN));
  await mkdir(join(store, NOBODYS));
  await utimes(join(store, NOBODYS), 0, 0);
  await writeFile(join(store, '.draft-notes'), 'somebody’s');
  await (await folderStore(join(root, 'out')).draft()).discard();
  const left = (await readdir(store)).filter((name) => name.startsWith('.'));
  expect(left.toSorted()).toEqual([FOREIGN, '.draft-notes', mine].toSorted());
});

it('two drafts at once leave each other alone', async () => {
  const out = join(await folder(), 'out');
  const first = await folderStore(out).draft();
  await first.write('/a.html', Buffer.from('a'));
  const second = await folderStore(out).draft();
  await second.write('/a.html', Buffer.from('b'));
  await first.write('/b.html', Buffer.from('b'));
  await Promise.all([first.discard(), second.discard()]);
  expect((await readdir(join(out, '.preau'))).filter((name) => name.startsWith('.'))).toEqual([]);
});

it.each([
  [temporaryName('draft'), 0, false],
  [temporaryName('draft'), hours(24) + 1, true],
  [dead(temporaryName('file')), 0, true],
  [FOREIGN, hours(24), false],
  [FOREIGN, hours(24) + 1, true],
  [NOBODYS, 0, false],
  ['releases', hours(216), false],
  ['.draft-notes', hours(216), false],
])('%s, %d ms old: %s', (name, ageMs, expected) => {
  expect(isLeftBehind(name, ageMs)).toBe(expected);
});
