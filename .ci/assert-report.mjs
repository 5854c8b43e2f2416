// Asserts on the report of a rehearsal: the morning of 6 April 2021 as it must come out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { platforms, lessons, notices, promises } = report;
const platform = (id) => platforms.find((one) => one.id === id);

const ents = platforms.filter(({ id }) => id.startsWith('ent-') && id !== 'ent-deux-sevres');
assert.equal(ents.length, 6, 'six regional ENT');
for (const { id, fellAt, shelteredAt, firstNoticeAt, backAt, verdict } of ents) {
  assert.ok(
    fellAt && shelteredAt && firstNoticeAt && backAt,
    `${id} fell, was sheltered, told, back`,
  );
  assert.ok(fellAt < shelteredAt && shelteredAt < backAt, `${id}: in that order`);
  assert.equal(verdict.cause, 'overload', `${id}: overload`);
  assert.ok(['probable', 'confirmée'].includes(verdict.rung), `${id}: probable`);
}
for (const id of ['ent-hauts-de-france', 'ent-ile-de-france'])
  assert.ok(platform(id).verdict.refuted.includes('hosting'), `${id}: its hoster is refuted`);

const cned = platform('classe-cned');
assert.equal(cned.verdict.cause, 'undetermined', 'CNED: not decided');
assert.deepEqual(
  cned.verdict.open.toSorted((one, other) => (one < other ? -1 : 1)),
  ['attack', 'overload'],
  'CNED: what stays open',
);
assert.equal(platform('ent-deux-sevres').fellAt, null, 'the control stays up');

assert.ok(lessons.asked > 3_000, 'pupils asked for lessons');
assert.ok(lessons.mirror > lessons.origin, 'most lessons came from mirrors');
assert.ok(lessons.lost < 0.05 * lessons.asked, `few lost: ${lessons.lost} of ${lessons.asked}`);
assert.ok(notices.planned > 20_000, 'the schools of two directories were told');
assert.equal(
  notices.accepted + notices.replaced + notices.failed,
  notices.planned,
  'none is unaccounted for',
);
for (const { id, held, why } of promises) assert.ok(held, `${id}: ${why}`);

const checks = 7 + ents.length;
console.log(
  `rehearsal: ${promises.length} promises held; ${lessons.lost} lessons of ${lessons.asked} lost`,
);
console.log(`${checks} passed, 0 failed`);
