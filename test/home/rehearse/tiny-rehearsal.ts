import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopNames } from '../../../home/names/names-process.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/rehearsal/', import.meta.url));

export interface TinyRehearsal {
  /** Of preau.yaml and scenario.yaml. */
  readonly folder: string;
  readonly data: string;
  /** Where the present run keeps everything. */
  readonly run: string;
  /** Change the text of one of its files. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  remove(): Promise<void>;
}

/**
 * A copy of the rehearsal of fifteen seconds, on loopback addresses and ports of its own: several
 * may be played at once on one machine.
 */
export async function tinyRehearsal(): Promise<TinyRehearsal> {
  const path = await mkdtemp(join(tmpdir(), 'preau-rehearsal-'));
  const folder = join(path, 'rehearsal');
  const data = join(path, 'data');
  await cp(FIXTURE, folder, { recursive: true });
  const edit: TinyRehearsal['edit'] = async (file, change) => {
    const at = join(folder, file);
    await writeFile(at, change(await readFile(at, 'utf8')));
  };
  const net = 2 + Math.floor(Math.random() * 250);
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  await edit('preau.yaml', (text) =>
    text
      .replaceAll(/127\.0\.(1\d\d)\./g, `127.${net}.$1.`)
      .replace('port: 8053', `port: ${port}`)
      .replace('port: 8008', `port: ${port + 100}`),
  );
  return {
    folder,
    data,
    run: join(data, 'run'),
    edit,
    remove: async () => {
      if (existsSync(join(data, 'run'))) await stopNames(join(data, 'run', 'names'));
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
