import { readFile } from 'node:fs/promises';
import { isIP, isIPv6 } from 'node:net';
import { PreauError, type Said } from '../core/errors.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { untilInterrupted } from './until-interrupted.ts';
import { vantageWords } from './vantage-words.ts';

export interface ServeOptions extends CommonOptions {
  readonly port?: string;
  readonly keyFile?: string;
  readonly listen: string;
  readonly allow?: string;
  readonly allowFile?: string;
  readonly allowPrivate?: true;
  readonly resolver?: readonly string[];
  readonly ca?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

const DNS_PORT = 53;
const RESOLVERS_MAX = 2;
/** As many entries as an allow list may have, each as long as a name may be. Chosen. */
const ALLOW_FILE_MAX_CHARS = 500_000;

/**
 * Run an agent until it is interrupted.
 *
 * @param until resolves when it is to end; the process's own signals outside tests
 */
export async function serveVantage(
  options: ServeOptions,
  io: CliIo,
  until: () => Promise<void> = untilInterrupted,
): Promise<number> {
  const port = portOf(options.port);
  const { allow, agent } = await openAgent(options, port);
  const ending = until();
  const running = await agent.start();
  const scheme = options.tlsCert === undefined ? 'http' : 'https';
  const host = isIPv6(options.listen) ? `[${options.listen}]` : options.listen;
  const url = `${scheme}://${host}:${running.port}`;
  const output = createOutput(io);
  const words = vantageWords(io.language);
  if (options.json) output.json({ url, hosts: allow.hosts, pid: process.pid });
  else output.line(fillTemplate(words.ready, { url, hosts: allow.hosts.join(', ') }));
  await ending;
  await running.stop();
  if (!options.json) output.line(words.stopped);
  return EXIT.ok;
}

async function openAgent(options: ServeOptions, port: number) {
  const { readVantageKey } = await import('../adapters/local/remote-prober-key.ts');
  const { createProber } = await import('../adapters/local/prober.ts');
  const { systemClock } = await import('../adapters/local/clock.ts');
  const { readAllowList } = await import('../home/vantage/allow-list.ts');
  const { createProbeMaker } = await import('../home/vantage/make-probes.ts');
  const { isPublicAddress } = await import('../adapters/local/public-address.ts');
  const { readPem } = await import('../home/vantage/read-pem.ts');
  const { startAgent } = await import('../home/vantage/start-agent.ts');
  const { createTargetRates } = await import('../home/vantage/target-rates.ts');
  const { keyFile, allow: list, tlsCert, tlsKey, ca, allowPrivate } = options;
  if (keyFile === undefined) throw expected('--key-file FILE', 'none', { key: 'vantage.noKey' });
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw expected('--tls-cert and --tls-key, both or neither', 'one of them', {
      key: 'vantage.halfTls',
    });
  const key = readVantageKey(keyFile);
  const allow = readAllowList(`${list ?? ''}\n${await allowFile(options.allowFile)}`);
  const prober = createProber({
    clock: systemClock,
    resolvers: resolversOf(options.resolver ?? []),
    ...(allowPrivate !== true && { mayConnect: isPublicAddress }),
    ...(ca !== undefined && { ca: readPem(ca) }),
  });
  const probes = createProbeMaker({
    prober,
    allow,
    rates: createTargetRates(),
    now: () => Date.now(),
    monotonicMs: () => performance.now(),
  });
  const tls =
    tlsCert === undefined || tlsKey === undefined
      ? {}
      : { tls: { cert: readPem(tlsCert), key: readPem(tlsKey) } };
  const listen = { port, listen: options.listen, now: () => Date.now() };
  return { allow, agent: { start: () => startAgent({ ...listen, key, probes, ...tls }) } };
}

function portOf(text: string | undefined): number {
  if (text === undefined) throw expected('--port PORT', 'none', { key: 'vantage.noPort' });
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) {
    const got = JSON.stringify(text);
    throw expected('a port from 0 to 65535', got, { key: 'vantage.port', values: { got } });
  }
  return port;
}

function resolversOf(addresses: readonly string[]) {
  if (addresses.length > RESOLVERS_MAX)
    throw expected(`${RESOLVERS_MAX} resolvers at most`, String(addresses.length), {
      key: 'vantage.resolvers',
      values: { most: RESOLVERS_MAX, given: addresses.length },
    });
  return addresses.map((address) => {
    if (isIP(address) === 0)
      throw expected('the IP address of a resolver', address, {
        key: 'vantage.resolver',
        values: { got: address },
      });
    return { address, port: DNS_PORT };
  });
}

async function allowFile(file: string | undefined): Promise<string> {
  if (file === undefined) return '';
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw expected('a file of hosts in --allow-file', String(cause), {
      key: 'vantage.allowFile',
      values: { why: String(cause) },
    });
  });
  if (text.length > ALLOW_FILE_MAX_CHARS)
    throw expected(`${ALLOW_FILE_MAX_CHARS} characters at most in ${file}`, String(text.length), {
      key: 'vantage.allowLong',
      values: { most: ALLOW_FILE_MAX_CHARS, file, letters: text.length },
    });
  return text;
}

const expected = (what: string, got: string, said: Said): PreauError =>
  new PreauError('argument-invalid', `expected ${what}, got ${got}; see: preau vantage --help`, {
    said,
  });
