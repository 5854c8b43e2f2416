import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeHealth } from '../../../app/health/judge-health.ts';
import { facts } from '../../app/health/a-home.ts';
import { ask } from '../fixtures/ask.ts';
import { type OpenFaces, openFaces } from '../fixtures/open-faces.ts';

// Goal: whoever watches from outside is told whether the home does its work, and nothing else.
// Method: real requests over loopback to a home that does well, and to one that does not.

const CLI_TOKEN = 'the-command-line-0123456789';
let well: OpenFaces;
let ill: OpenFaces;
beforeAll(async () => {
  well = await openFaces({ cliToken: CLI_TOKEN });
  ill = await openFaces({ health: async () => judgeHealth(facts({ namesAnswer: false })) });
});
afterAll(() => Promise.all([well, ill].map((one) => one[Symbol.asyncDispose]())));

describe('/healthz', () => {
  it('is 200 for a home that does its work, 503 for one that does not, and is kept by nobody', async () => {
    const good = await ask(well.port, '/healthz');
    expect(good.status).toBe(200);
    expect(good.headers['cache-control']).toBe('no-store');
    expect(JSON.parse(good.body)).toMatchObject({ healthy: true, verdict: 'ok' });
    const bad = await ask(ill.port, '/healthz');
    expect(bad.status).toBe(503);
    expect(JSON.parse(bad.body).lines).toContainEqual({ name: 'names', value: 0, verdict: 'dead' });
  });

  it('tells strangers neither folders nor platforms, and is small', async () => {
    const { body } = await ask(well.port, '/healthz');
    expect(body).not.toContain('/srv');
    expect(body).not.toContain('nord');
    expect(Buffer.byteLength(body)).toBeLessThan(2_000);
  });

  it('tells the command line all of it, and nobody with another token', async () => {
    const asked = (token: string) =>
      ask(well.port, '/healthz', 'GET', { authorization: `Bearer ${token}` });
    expect(JSON.parse((await asked(CLI_TOKEN)).body).shares[0]).toMatchObject({
      platform: 'nord',
      share: 0,
    });
    expect(JSON.parse((await asked(`${CLI_TOKEN.slice(1)}x`)).body).shares).toBeUndefined();
    expect(JSON.parse((await asked('')).body).shares).toBeUndefined();
  });
});

it('/metrics is 200 however the home does: the figures say so', async () => {
  const { status, headers, body } = await ask(ill.port, '/metrics');
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('application/openmetrics-text');
  expect(body).toContain('preau_names_up 0\n');
  expect(body.endsWith('# EOF\n')).toBe(true);
});

it('neither takes anything but GET', async () => {
  expect((await ask(well.port, '/metrics', 'DELETE')).status).toBe(405);
});
