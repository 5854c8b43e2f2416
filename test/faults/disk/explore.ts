import { setTimeout as delay } from 'node:timers/promises';
import { smallHome, until } from '../../home/deploy/small-home.ts';
import { valuesOf } from '../../home/names/names-fixture.ts';
import { smallDisk } from './small-disk.ts';
const what = process.argv[2];
const home = await smallHome();
const disk = smallDisk(home.data);
if (!disk) throw new Error('no disk');
const t0 = performance.now();
const say = (...a: unknown[]) => console.log(((performance.now() - t0) / 1000).toFixed(1), ...a);
try {
  const r = await home.start();
  let err = '';
  r.process.stderr?.on('data', (x) => (err += x));
  r.process.on('exit', (c, s) => say('EXIT', c, s));
  const answer = async () => (await valuesOf(r.addresses.dns.port, 'ent.essai.example'))[0];
  await until(async () => (await r.ent()).mirror?.fit === true);
  say('fit', await answer());
  if (what === 'full') disk.fill();
  else if (what === 'ro') disk.fail();
  say(what);
  await delay(4000);
  const health = await fetch(`${r.addresses.console}healthz`)
    .then(async (x) => [x.status, await x.text()])
    .catch(String);
  say('healthz', health);
  await home.killOrigin();
  for (let i = 0; i < 8; i++) {
    await delay(2000);
    say(
      'dns',
      await answer(),
      'console',
      await r
        .ent()
        .then((e) => e.look)
        .catch(String),
      'status',
      await fetch(r.addresses.status)
        .then((x) => x.status)
        .catch(String),
      'mails',
      home.sinks.counts().mails,
    );
  }
  say('STDERR', err.length, err.slice(0, 3000));
  console.log(
    (await import('node:fs')).readFileSync(home.data + '/names/names.log', 'utf8').slice(0, 2000),
  );
  const len = err.length;
  if (what === 'full') disk.free();
  else disk.repair();
  say('freed');
  for (let i = 0; i < 10; i++) {
    await delay(2000);
    say(
      'dns',
      await answer(),
      'console',
      await r
        .ent()
        .then((e) => e.look)
        .catch(String),
      'mails',
      home.sinks.counts().mails,
    );
  }
  say('STDERR after', err.slice(len, len + 2000));
  say(await home.preau('journal', 'verify').then((x) => x.out + x.err));
} catch (e) {
  console.error(e);
}
await home[Symbol.asyncDispose]().catch(say);
disk.remove();
process.exit();
