// Goal: the place that functions run in here is as narrow as Lambda's, or what passes here would
// fail there. Method: small functions that try what Lambda does not let them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { type LambdaFunction, startFunction } from './lambda-function.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-lambda-'));
const started: LambdaFunction[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const one of started.splice(0)) await one.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function deploy(code: string, timeoutSec = 10): Promise<LambdaFunction> {
  const file = join(folder, `${started.length}.js`);
  writeFileSync(file, code);
  const one = await startFunction({
    name: 'try',
    file,
    taskRoot: folder,
    timeoutSec,
    memoryMb: 128,
    region: 'eu-west-3',
    environment: { GIVEN: 'yes' },
  });
  started.push(one);
  return one;
}

const answer = (payload: unknown) => ({ kind: 'answered', payload });

describe('a function', () => {
  it('gets its variables and none of this machine’s', async () => {
    vi.stubEnv('LEAKED', 'no');
    const one = await deploy(`exports.handler = async () => [process.env.GIVEN,
      process.env.LEAKED ?? null, process.env.HOME ?? null, process.env.AWS_REGION];`);
    expect(await one.invoke({})).toEqual(answer(['yes', null, null, 'eu-west-3']));
  });

  it('serves one invocation at a time, in order, in one process', async () => {
    const one = await deploy(`let open = 0; exports.handler = async (event) => {
      const before = open++; await new Promise((r) => setTimeout(r, 20)); open--;
      return [event, before, process.pid]; };`);
    const answers = await Promise.all([1, 2, 3].map((event) => one.invoke(event)));
    const seen = answers.map((one) => (one.kind === 'answered' ? one.payload : null)) as number[][];
    expect(seen.map(([event, before]) => [event, before])).toEqual([1, 2, 3].map((n) => [n, 0]));
    expect(new Set(seen.map(([, , pid]) => pid)).size).toBe(1);
  });

  it('does nothing between two invocations', async () => {
    const one = await deploy(`let ticks = 0; setInterval(() => ticks++, 5);
      exports.handler = async () => ticks;`);
    const first = await one.invoke({});
    await delay(100);
    const second = await one.invoke({});
    const ticksOf = (outcome: typeof first) =>
      outcome.kind === 'answered' ? Number(outcome.payload) : Number.NaN;
    expect(ticksOf(second) - ticksOf(first)).toBeLessThan(10);
  });

  it('is ended when its time is up, and started anew for the next', async () => {
    const one = await deploy(
      `exports.handler = async (event, context) =>
        event === 'hang' ? new Promise(() => setInterval(() => {}, 1e3)) : context.getRemainingTimeInMillis() <= 1000;`,
      1,
    );
    expect(await one.invoke('hang')).toEqual({ kind: 'crashed', how: 'SIGKILL' });
    expect(await one.invoke('go')).toEqual(answer(true));
  });

  it('fails by what its handler throws, and by what it cannot load', async () => {
    const throws = await deploy(`exports.handler = async () => { throw new TypeError('no'); };`);
    expect(await throws.invoke({})).toEqual({
      kind: 'failed',
      errorType: 'TypeError',
      errorMessage: 'no',
    });
    const broken = await deploy('const = 1;');
    expect(await broken.invoke({})).toMatchObject({ kind: 'failed', errorType: 'SyntaxError' });
  });

  it('resolves no name that this suite does not know', async () => {
    const one = await deploy(`const { lookup } = require('node:dns/promises');
      exports.handler = async () => lookup('example.org').catch(({ code }) => code);`);
    expect(await one.invoke({})).toEqual(answer('ENOTFOUND'));
  });
});
