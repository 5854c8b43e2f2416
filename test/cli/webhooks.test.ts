// Goal: an operator sees, before the bad morning, the message that a receiver will get. Method: the command
// without a process; the receivers' own library reads what it shows.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, expect, test } from 'vitest';
import { aConfig } from '../config/a-config.ts';
import { type } from './a-terminal.ts';

const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const folder = mkdtempSync(join(tmpdir(), 'preau-webhooks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const config = join(folder, 'preau.yaml');
writeFileSync(join(folder, 'cle'), SECRET, { mode: 0o600 });
const webhook = { name: 'region', url: 'https://127.0.0.1/x', secretFile: 'cle' };
writeFileSync(config, aConfig({ aws: undefined, 'pages.webhooks': [webhook] }));

const asked = (name: string, ...more: readonly string[]) =>
  type(['webhooks', 'try', name, '--config', config, '--lang', 'en', ...more]);

test('a message is shown as its receiver verifies it, and is not sent', async () => {
  const { exitCode, out } = await asked('region', '--dry-run', '--json');
  const { headers, body } = JSON.parse(out);
  expect(exitCode).toBe(0);
  expect(new Webhook(SECRET).verify(JSON.stringify(body), headers)).toMatchObject({
    type: 'webhook.test',
  });
});

test('an endpoint inside is refused, and an unknown one named', async () => {
  expect(await asked('region')).toMatchObject({
    exitCode: 5,
    out: expect.stringContaining('may not be reached'),
  });
  const unknown = await asked('x');
  expect(unknown.exitCode).toBe(2);
  expect(unknown.err).toContain('(region), got x');
});
