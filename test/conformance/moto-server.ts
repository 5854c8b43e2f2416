import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('moto_server.py', import.meta.url));

/** AWS as moto implements it: the wire of each service, and state that can be looked into. */
export interface MotoServer {
  readonly url: string;
  /** Everything of one class that moto holds, such as the messages that SES took. */
  instances(service: string, model: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  stop(): Promise<void>;
}

/** Start it on a free port of loopback; resolves once it answers. */
export async function startMoto(python: string): Promise<MotoServer> {
  const child = spawn(python, [SERVER], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], MOTO_ACCOUNT_ID: ACCOUNT, AWS_DEFAULT_REGION: 'eu-west-3' },
  });
  let heard = '';
  let log = '';
  child.stdout.on('data', (part: Buffer) => void (heard += part.toString()));
  child.stderr.on('data', (part: Buffer) => void (log = (log + part.toString()).slice(-20_000)));
  const exited = once(child, 'exit');
  while (!heard.includes('\n')) {
    await Promise.race([once(child.stdout, 'data'), exited]);
    if (child.exitCode !== null) throw new Error(`moto ended with ${child.exitCode}: ${log}`);
  }
  const url = `http://127.0.0.1:${heard.trim()}`;
  return {
    url,
    instances: async (service, model) => {
      const answer = await fetch(`${url}/moto-api/data.json`);
      const all = (await answer.json()) as Record<
        string,
        Record<string, Record<string, unknown>[]>
      >;
      return all[service]?.[model] ?? [];
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** moto's own default account. */
export const ACCOUNT = '123456789012';
