import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Certificates } from '../../../adapters/local/certificates.ts';
import { pacedClock } from '../../../adapters/local/clock.ts';
import { readScenario, type StagedClaim } from '../../../config/scenario.ts';
import { durationMs, epochMs, hosterId, vantageId } from '../../../core/units.ts';
import { type Stage, startStage } from '../../../home/stage/run-stage.ts';
import type { StageOptions } from '../../../home/stage/stage-options.ts';
import {
  certificatesIn,
  lessonsIn,
  mirrorAt,
  nameServer,
  platformAt,
  temporaryFolder,
} from './stage-fixture.ts';

// Goal: the stage plays its scenario by the clock: a crowd that DNS moves, claims, a cut vantage.
// Method: one platform and its mirror on loopback, a small crowd, an hour in a few tenths of a second.

const SCENARIO = `
id: essai
title: Essai
timeZone: Europe/Paris
start: 2021-04-06T08:00
end: 2021-04-06T09:00
pace: 600
seed: 7
habits:
  { readsFor: 30s, reloadsAfter: 10s, tries: 2, lessonsPerSession: 5, patience: 1s,
    knownNetworks: 0.8, stretchedResolvers: 0, stretchTimes: 1 }
platforms:
  - id: ent-essai
    capacity: { workers: 8, queue: 20, waitLimit: 1s }
    service: { loginPage: 1ms, login: 1ms, lesson: 1ms }
    full: plain
    remembered: 0.5
    crowd: [{ at: "08:00", pupils: 6 }]
blindVantages:
  - { vantage: lille, from: "08:00", to: "08:10" }
claims:
  - { at: "08:02", onRecord: matin, platforms: [ent-essai], role: owner, asserts: overload,
      statement: Trop de monde, source: "https://exemple.example/" }
`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let certificates: Certificates;
let stage: Stage | undefined;
let names: Awaited<ReturnType<typeof nameServer>>;
let mirror: Awaited<ReturnType<typeof mirrorAt>>;
const answer = { addresses: [] as string[], ttlSec: 60 };
const lille = vantageId('lille');

beforeEach(async () => {
  folder = await temporaryFolder();
  await lessonsIn(folder.path);
  certificates = await certificatesIn(folder.path);
  mirror = await mirrorAt('127.0.0.31', await certificates.leafFor(['ent-essai.example']));
  answer.addresses = ['127.0.0.11'];
  names = await nameServer(answer);
});
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
  mirror.close();
  names.close();
  await folder.remove();
});

async function start(change: Partial<StageOptions> = {}): Promise<readonly StagedClaim[]> {
  const read = readScenario(SCENARIO, 'en');
  if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems));
  const claims: StagedClaim[] = [];
  stage = await startStage({
    scenario: read.scenario,
    platforms: [
      {
        ...platformAt(0, '127.0.0.11'),
        mirror: {
          hoster: hosterId('deux'),
          addresses: ['127.0.0.31'],
          port: mirror.port,
          ownName: 'secours.example',
          maxAgeMs: durationMs(1),
        },
      },
    ],
    vantages: [{ id: lille, name: 'Lille', sourceAddress: '127.0.0.21', controls: [] }],
    clock: pacedClock(read.scenario.start, 600, Date.now()),
    dns: { address: '127.0.0.1', port: names.port },
    lessonsFolderOf: () => folder.path,
    dataFolder: folder.path,
    certificates,
    onClaim: (claim) => claims.push(claim),
    ...change,
  });
  return claims;
}

/** @returns the status that a vantage gets, or 0 when its socket is destroyed */
function seenFrom(source: string): Promise<number> {
  const port = [...(stage?.origins().values() ?? [])][0]?.port;
  return new Promise((resolve) => {
    request(
      {
        host: '127.0.0.11',
        port,
        path: '/connexion',
        localAddress: source,
        agent: false,
        servername: 'ent-essai.example',
        ca: certificates.caPem,
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    )
      .on('error', () => resolve(0))
      .end();
  });
}

const total = () =>
  stage?.counts().total ?? { asked: 0, origin: 0, mirror: 0, lost: 0, pending: 0 };
const poll = { interval: 5, timeout: 4_000 };

test('lessons come from the origin, and from the mirror once DNS has turned; each is counted once', async () => {
  const claims = await start();
  await vi.waitFor(() => expect(total().origin).toBeGreaterThan(10), poll);
  expect(total().mirror).toBe(0);
  answer.addresses = ['127.0.0.31'];
  await vi.waitFor(() => expect(total().mirror).toBeGreaterThan(10), poll);
  const { origin } = total();
  await vi.waitFor(() => expect(total().mirror).toBeGreaterThan(30), poll);
  expect(total().origin).toBe(origin);
  const { asked, mirror: mirrored, lost, pending } = total();
  expect(asked).toBe(origin + mirrored + lost + pending);
  await vi.waitFor(() => expect(claims.map(({ onRecord }) => onRecord)).toEqual(['matin']), poll);
});

test('an origin that is gone costs lessons, which are counted as lost', async () => {
  answer.addresses = ['127.0.0.99'];
  await start();
  await vi.waitFor(() => expect(total().lost).toBeGreaterThan(3), poll);
  expect(total().origin).toBe(0);
});

test('the scenario cuts a vantage off and gives it back, and a hand can too', async () => {
  await start();
  expect(await seenFrom('127.0.0.21')).toBe(0);
  expect(await seenFrom('127.0.0.22')).toBe(200);
  await vi.waitFor(async () => expect(await seenFrom('127.0.0.21')).toBe(200), poll);
  stage?.cutVantage(lille, true);
  expect(await seenFrom('127.0.0.21')).toBe(0);
  stage?.cutVantage(lille, false);
  expect(await seenFrom('127.0.0.21')).toBe(200);
});

test('a stage started again in mid-morning goes on: counts are kept, claims are not heard again', async () => {
  await start();
  await vi.waitFor(() => expect(total().origin).toBeGreaterThan(5), poll);
  await stage?.stop();
  const before = total();
  expect(before.pending).toBe(0);
  const later = epochMs(Date.parse('2021-04-06T06:30:00Z'));
  const claims = await start({ clock: pacedClock(later, 600, Date.now()) });
  expect(total().asked).toBeGreaterThanOrEqual(before.asked);
  await vi.waitFor(() => expect(total().origin).toBeGreaterThan(before.origin + 5), poll);
  expect(claims).toEqual([]);
  await stage?.stop();
  const log = await readFile(join(folder.path, 'logs', 'ent-essai.access.log'), 'utf8');
  expect(log).toMatch(/2021:08:3\d:.*" 200 /);
});

test('the scenario ends by itself: pupils leave, origins stay until the stage stops', async () => {
  await start({ clock: pacedClock(epochMs(Date.parse('2021-04-06T06:58:00Z')), 600, Date.now()) });
  await stage?.played;
  expect(total().pending).toBe(0);
  expect(await seenFrom('127.0.0.21')).toBe(200);
  await stage?.stop();
  expect(await seenFrom('127.0.0.21')).toBe(0);
});

test('a platform that the configuration does not have is refused, and nothing stays open', async () => {
  await expect(start({ platforms: [] })).rejects.toMatchObject({ code: 'scenario-invalid' });
  await expect(start({ lessonsFolderOf: () => '' })).rejects.toMatchObject({
    code: 'mirror-source-unreadable',
  });
});
