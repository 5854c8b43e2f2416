// Goal: one living Préau per data folder, none shut out by a dead one, and what a newer one wrote
// left alone. Method: real folders; holders that are processes of their own, killed or not.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../home/data-folder/open-data-folder.ts';

const MODULE = new URL('../../../home/data-folder/open-data-folder.ts', import.meta.url).href;
let folder = '';
let files = 0;
const living = new Set<ReturnType<typeof hold>>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-data-'));
});
afterEach(async () => {
  for (const holder of living) await holder.kill();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fresh = () => join(folder, String((files += 1)));

describe('a data folder', () => {
  it('is one place, from wherever what it starts is run: the name server has another working folder', () => {
    const path = fresh();
    const opened = openDataFolder(relative(process.cwd(), path));
    expect(opened.path).toBe(path);
    expect(isAbsolute(opened.at('run', 'names'))).toBe(true);
    opened.close();
  });

  it('is made when it is missing, for its owner alone, and says its version', () => {
    const path = join(fresh(), 'within', 'another');
    const opened = openDataFolder(path);
    expect(JSON.parse(readFileSync(join(path, 'preau.json'), 'utf8'))).toEqual({ dataVersion: 1 });
    expect(opened.at('run', 'x')).toBe(join(path, 'run', 'x'));
    opened.close();
  });

  it('is held by one at a time, and free again once it is given back', () => {
    const path = fresh();
    const first = openDataFolder(path);
    expect(() => openDataFolder(path)).toThrow(
      expect.objectContaining({
        code: 'data-folder-in-use',
        message: expect.stringMatching(new RegExp(`${path}.*process ${process.pid}.*--data`)),
      }),
    );
    first.close();
    openDataFolder(path).close();
  });

  it('that another living process holds is refused, naming it', async () => {
    const path = fresh();
    const holder = hold(path);
    expect(await holder.word).toBe('held');
    expect(() => openDataFolder(path)).toThrow(
      expect.objectContaining({
        code: 'data-folder-in-use',
        message: expect.stringContaining(`process ${holder.pid}`),
      }),
    );
  });

  it('whose holder was killed is taken over at once', async () => {
    const path = fresh();
    const holder = hold(path);
    await holder.word;
    await holder.kill();
    const opened = openDataFolder(path);
    expect(readFileSync(join(path, 'lock'), 'utf8')).toBe(`${process.pid}\n`);
    opened.close();
  });

  it('whose holder was killed goes to one of those that come for it at once, never to two', async () => {
    const paths = Array.from({ length: 12 }, fresh);
    for (const path of paths) {
      mkdirSync(path);
      writeFileSync(join(path, 'lock'), '999999999 12\n');
    }
    const meet = meeting(4);
    const crowd = Array.from({ length: 4 }, () => contend(paths, meet));
    const taken = (await Promise.all(crowd)).flat();
    expect(taken.toSorted()).toEqual(paths.toSorted());
  });

  it('with a lock that says nothing sensible is taken over', () => {
    for (const text of ['', 'garbage', '-1 0', '999999999 12', '0']) {
      const path = fresh();
      mkdirSync(path);
      writeFileSync(join(path, 'lock'), text);
      const opened = openDataFolder(path);
      expect(readFileSync(join(path, 'lock'), 'utf8')).toBe(`${process.pid}\n`);
      opened.close();
    }
  });

  it('with a stamp that a crash cut short is taken for ours', () => {
    for (const text of ['', '{', '{"dataVersion":', '[]', 'null']) {
      const path = fresh();
      mkdirSync(path);
      writeFileSync(join(path, 'preau.json'), text);
      openDataFolder(path).close();
      expect(readFileSync(join(path, 'preau.json'), 'utf8')).toBe('{"dataVersion":1}\n');
    }
  });

  it('that a newer Préau wrote is refused before anything in it is made', () => {
    const path = fresh();
    mkdirSync(path);
    writeFileSync(join(path, 'preau.json'), '{"dataVersion":2}');
    expect(() => openDataFolder(path)).toThrow(
      expect.objectContaining({ code: 'data-folder-newer', message: expect.stringContaining('2') }),
    );
    expect(existsSync(join(path, 'lock'))).toBe(false);
    expect(readFileSync(join(path, 'preau.json'), 'utf8')).toBe('{"dataVersion":2}');
  });

  it('that cannot be made or written is refused with what the system said', () => {
    const file = fresh();
    writeFileSync(file, 'not a folder');
    const refusal = (path: string) =>
      expect.objectContaining({
        code: 'store-unavailable',
        message: expect.stringContaining(path),
      });
    expect(() => openDataFolder(file)).toThrow(refusal(file));
    expect(() => openDataFolder(join(file, 'below'))).toThrow(refusal(file));
  });
});

/** A process that opens a folder, says what came of it, and keeps it until it is killed. */
function hold(path: string) {
  const script = `
    import { openDataFolder } from ${JSON.stringify(MODULE)};
    try { openDataFolder(process.argv[1]); console.log('held'); setInterval(() => {}, 1e6); }
    catch (error) { console.log(error.code ?? error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const holder = {
    pid: child.pid,
    word: new Promise<string>((resolve) => {
      child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
      void gone.then(() => resolve('nothing'));
    }),
    kill: async () => {
      living.delete(holder);
      child.kill('SIGKILL');
      await gone;
    },
  };
  living.add(holder);
  return holder;
}

/** A process that comes for each of these folders at a beat that all share. @returns those it got */
async function contend(paths: readonly string[], meet: Meeting): Promise<readonly string[]> {
  const script = `
    import { openDataFolder } from ${JSON.stringify(MODULE)};
    const taken = [];
    process.stdin.once('data', (text) => {
      const start = Number(text);
      process.argv.slice(1).forEach((path, beat) => {
        const wait = new Int32Array(new SharedArrayBuffer(4));
        Atomics.wait(wait, 0, 0, Math.max(0, start + beat * 150 - Date.now()));
        try { openDataFolder(path); taken.push(path); }
        catch (error) { if (error.code !== 'data-folder-in-use') taken.push(error.message); }
      });
      console.log(JSON.stringify(taken));
      process.stdin.once('end', () => process.exit()).resume();
    });
    console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, ...paths], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const words = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
  await words.next();
  child.stdin.write(String(await meet.arrived()));
  const { value } = await words.next();
  await meet.done();
  child.stdin.end();
  return JSON.parse(String(value)) as string[];
}

interface Meeting {
  /** Resolves, once all have arrived, to the instant to begin at. */
  arrived(): Promise<number>;
  /** Resolves once all are done: until then nobody may let go. */
  done(): Promise<void>;
}

function meeting(size: number): Meeting {
  const gate = () => {
    let missing = size;
    const { promise, resolve } = Promise.withResolvers<void>();
    return async () => {
      missing -= 1;
      if (missing === 0) resolve();
      await promise;
    };
  };
  const [arrival, end] = [gate(), gate()];
  return { arrived: () => arrival().then(() => Date.now() + 50), done: end };
}
