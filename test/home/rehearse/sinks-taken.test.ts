// Goal: a sink that finds its port taken leaves nothing open behind it. Method: one port taken, and
// the other looked at afterwards.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { choosePort } from '../../../home/rehearse/choose-port.ts';
import { startSinks } from '../../../home/sinks/start-sinks.ts';

it('gives the port of the mail sink back when the one for SMS is taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-sinks-'));
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const smsPort = typeof address === 'object' && address !== null ? address.port : 0;
  const smtpPort = await choosePort('127.0.0.1', 31_000 + Math.floor(Math.random() * 1_000));
  const starting = startSinks({ dataFolder: folder, address: '127.0.0.1', smtpPort, smsPort });
  await expect(starting).rejects.toMatchObject({ code: 'port-in-use' });
  expect(await choosePort('127.0.0.1', smtpPort)).toBe(smtpPort);
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});
