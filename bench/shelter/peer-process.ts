import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { openDnsClient } from './dns-client.ts';
import type { Leftovers } from './leftovers.ts';
import type { RunningSystem } from './system.ts';

/** A name server's command line, and what shows that it answers. */
export interface PeerCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly dnsPort: number;
  /** A name that it answers for. */
  readonly probe: string;
  readonly logFile: string;
}

/** Chosen: 500 names are read in less than a second. */
const START_MAX_MS = 15_000;
const STOP_MAX_MS = 3_000;

/**
 * Start a peer in the foreground.
 *
 * @returns once it answers `probe`
 * @throws Error with its last words when it does not
 */
export async function startPeer(
  { program, args, dnsPort, probe, logFile }: PeerCommand,
  leftovers: Leftovers,
): Promise<RunningSystem> {
  const log = await open(logFile, 'w');
  const child = spawn(program, args, { stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  const pid = child.pid ?? 0;
  if (pid > 0) leftovers.pids.add(pid);
  const gone = once(child, 'exit').then(() => void leftovers.pids.delete(pid));
  gone.catch(() => undefined);
  const client = await openDnsClient(dnsPort);
  const deadline = performance.now() + START_MAX_MS;
  let answered = false;
  while (!answered && child.exitCode === null && performance.now() < deadline) {
    answered = (await client.ask(probe)) !== null;
    if (!answered) await delay(20);
  }
  client.close();
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const killed = delay(STOP_MAX_MS).then(() => child.kill('SIGKILL'));
    await Promise.race([gone, killed]);
    await gone;
  };
  if (answered) return { dnsPort, pid, stop };
  await stop().catch(() => undefined);
  const words = await readFile(logFile, 'utf8');
  throw new Error(`${program} did not answer for ${probe}; it said:\n${words.slice(-2_000)}`);
}

/** @returns the first match of `pattern` in what the program prints, null when it is not installed */
export function versionOf(
  program: string,
  args: readonly string[],
  pattern: RegExp,
): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: 5_000 }, (error, out, err) => {
      const isMissing = error !== null && 'code' in error && error.code === 'ENOENT';
      resolve(isMissing ? null : (pattern.exec(out + err)?.[1] ?? 'of an unknown version'));
    });
  });
}
