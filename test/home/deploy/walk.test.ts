import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readWalk, type TypedLine } from '../../docs/read-walk.ts';
import { isInstalled } from '../../fixtures/name-servers/foreign-server.ts';
import { openShell, type Shell } from './open-shell.ts';
import { type SmallHome, smallHome, until } from './small-home.ts';

// Goal: the walk of docs/operations.md works as it is printed: adopt, drill, shelter, come back, leave.
// Method: its commands, read out of the page, are typed into a shell beside a small home's preau.yaml, real
// processes with real pace on loopback; what the page shows is looked for in what they say.

const page = readFileSync(
  fileURLToPath(new URL('../../../docs/operations.md', import.meta.url)),
  'utf8',
);
const walk = readWalk(page, 'Adopt, drill, see it shelter and come back');
/** The port that the page has, and a machine may not have free. */
const PORT_SHOWN = '5353';
/** What a reader asks again until it says what the page shows: time passes between steps. */
const ASKS = /^(?:dig|npm run preau -- health)\b/;
const STAYS = /^npm run preau -- start\b/;

const shellOf = (home: SmallHome): Promise<Shell> =>
  openShell(home.folder, {
    LANG: 'en_GB.UTF-8',
    LC_ALL: '',
    USER: 'a.martin',
    NODE_EXTRA_CA_CERTS: join(home.folder, 'authority.pem'),
  });

/**
 * Type a line of the page, and hold what it says to what the page shows.
 *
 * @returns what is not as printed; null when all is
 */
async function typeLine(
  shell: Shell,
  { command, shown }: TypedLine,
  { port, tell }: { readonly port: string; readonly tell: (said: string) => void },
): Promise<string | null> {
  const typed = command.replaceAll(PORT_SHOWN, port);
  // Told each time, so that a line that never comes is known by name when the test's time is over.
  const isSaid = (said: string): boolean => {
    const missing = firstMissing(said, shown);
    tell(`${command}: so far without "${missing}"; it said:\n${said}`);
    return missing === undefined;
  };
  if (ASKS.test(command)) {
    await until(async () => isSaid((await shell.run(typed)).said));
    return null;
  }
  const stays = STAYS.test(command);
  const { said, code } = stays ? await shell.keep(typed, isSaid) : await shell.run(typed);
  if (code === (stays ? null : 0) && isSaid(said)) return null;
  return `${command}: ended with ${code}, without "${firstMissing(said, shown)}"; it said:\n${said}`;
}

/** The first line that the page shows and nothing said, in the page's order. */
function firstMissing(said: string, shown: readonly string[]): string | undefined {
  // Columns are for the eye, and differ with the width of what stands in them.
  const text = said.replaceAll(/\s+/g, ' ');
  let from = 0;
  return shown.find((line) => {
    const wanted = line.trim().replaceAll(/\s+/g, ' ');
    const found = text.indexOf(wanted, from);
    from = found + wanted.length;
    return found < 0;
  });
}

if (!isInstalled('dig')) console.warn('skipped: dig is not installed');

test.skipIf(!isInstalled('dig'))(
  'the walk of the page leads from a description to a home that is left, as it is printed',
  {
    timeout: 240_000,
  },
  async ({ onTestFailed }) => {
    let latest = '';
    onTestFailed(() => {
      console.error(latest);
    });
    await using home = await smallHome({ dataIn: '.preau/region-d-essai' });
    await using shell = await shellOf(home);
    const port = /^ {2}port: (\d+)$/m.exec(readFileSync(home.config, 'utf8'))?.[1] ?? '';
    const tell = (said: string): void => {
      latest = said;
    };
    const befores: Readonly<Record<string, () => Promise<void>>> = {
      'See it shelter': () => home.killOrigin(),
      'See it come back': () => home.reviveOrigin(),
      'Without Préau': () => shell.interrupt(),
    };
    expect(walk.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Drill', ...Object.keys(befores)]),
    );
    const mailsAfter = new Map<string, number>();
    for (const { title, typed } of walk) {
      await befores[title]?.();
      for (const line of typed) expect(await typeLine(shell, line, { port, tell })).toBeNull();
      mailsAfter.set(title, home.sinks.counts().mails);
    }
    expect(mailsAfter.get('Drill')).toBe(0);
    // Three schools were told of the one fall, and of its end.
    expect(home.sinks.counts()).toMatchObject({ mails: 6, repeats: 0 });
  },
);
