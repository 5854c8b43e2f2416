import { createServer } from 'node:net';
import { PreauError } from '../../../core/errors.ts';
import { openDataFolder } from '../../../home/data-folder/open-data-folder.ts';
import { isAlive, naming } from '../../home/rehearse/processes.ts';

interface Expected {
  /** Processes that are over. */
  readonly pids: readonly number[];
  /** No process may name it any more, but this one. */
  readonly folder: string;
  readonly ports: readonly (readonly [address: string, port: number])[];
}

/** What a rehearsal that has been stopped did not give back: processes, ports, the lock of its folder. */
export async function leftBehind({ pids, folder, ports }: Expected): Promise<readonly string[]> {
  const alive = [
    ...pids.filter(isAlive),
    ...naming(folder).flatMap(({ pid }) => (pid === process.pid ? [] : [pid])),
  ];
  const taken = await Promise.all(
    ports.map(async ([address, port]) =>
      (await isFree(address, port)) ? [] : [`${address} port ${port} is still taken`],
    ),
  );
  return [
    ...alive.map((pid) => `process ${pid} is still there`),
    ...taken.flat(),
    ...lockOf(folder),
  ];
}

function isFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: address, port, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

function lockOf(folder: string): readonly string[] {
  try {
    openDataFolder(folder).close();
    return [];
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    return [`the lock of ${folder} was not given back: ${error.message}`];
  }
}
