import { expect, test } from 'vitest';
import { valuesOf } from '../names/names-fixture.ts';
import { smallHome, until } from './small-home.ts';

// Goal: P2: with every process of Préau dead but its name server, DNS stays turned where it was
// held, and turns both ways by health alone where it was not.
// Method: a real deployment, `kill -9` on its home, an origin that dies and comes back.

const ORIGIN = '127.0.0.1';
const MIRROR = '127.0.0.10';
const NAME = 'ent.essai.example';

test.concurrent('P2: with the home killed, DNS turns to the mirror and back by health alone', {
  timeout: 60_000,
}, async () => {
  await using home = await smallHome();
  const running = await home.start();
  const answer = async () => (await valuesOf(running.addresses.dns.port, NAME))[0];
  await until(async () => (await answer()) === ORIGIN);
  await running.kill();
  await expect(fetch(running.addresses.console)).rejects.toThrow('fetch failed');

  await home.killOrigin();
  await until(async () => (await answer()) === MIRROR);
  await home.reviveOrigin();
  await until(async () => (await answer()) === ORIGIN);
  await home.killOrigin();
  await until(async () => (await answer()) === MIRROR);
});

test.concurrent('P2: what was held when the home was killed stays on the mirror, whatever the origin does', {
  timeout: 60_000,
}, async () => {
  await using home = await smallHome();
  const running = await home.start();
  const answer = async () => (await valuesOf(running.addresses.dns.port, NAME))[0];
  await until(async () => (await running.ent()).mirror?.fit === true);
  await home.killOrigin();
  await until(async () => (await running.ent()).look === 'sheltered');
  await running.kill();

  await home.reviveOrigin();
  // Only the name server is left to look at it: ten good checks, of which five would be enough.
  const before = home.pagesGiven();
  await until(async () => {
    expect(await answer()).toBe(MIRROR);
    return home.pagesGiven() >= before + 10;
  });
  expect((await home.preau('release', 'ent-essai', '--reason', 'essai')).code).toBe(0);
  await until(async () => (await answer()) === ORIGIN);
});
