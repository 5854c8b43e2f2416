// Goal: an address of a target says one place, holds no secret and smuggles no option.
// Method: a table of addresses, and properties over what people may write.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { targetAddress } from '../../../core/mirror/target-address.ts';

const KVS = 'arn:aws:cloudfront::123456789012:key-value-store/1a2b-3c';
const EDGE = `s3://mirrors?platform=ent&store=${KVS}&work=work-b&evidence=evidence-b`;

it.each([
  ['/srv/mirror', { kind: 'folder', folder: '/srv/mirror' }],
  ['./a:b', { kind: 'folder', folder: './a:b' }],
  ['C:\\mirror', { kind: 'folder', folder: 'C:\\mirror' }],
  ['s3://lecons', { kind: 'store', bucket: 'lecons', prefix: '', compressed: false }],
  [
    's3://lecons/ent/?endpoint=https://s3.fr-par.scw.cloud&region=fr-par&compressed=yes',
    {
      kind: 'store',
      bucket: 'lecons',
      prefix: 'ent/',
      compressed: true,
      endpoint: 'https://s3.fr-par.scw.cloud',
      region: 'fr-par',
    },
  ],
  [
    's3://lecons?endpoint=http%3A%2F%2F127.0.0.1%3A9000&credentials=/etc/preau/s3.json',
    {
      kind: 'store',
      bucket: 'lecons',
      prefix: '',
      compressed: false,
      endpoint: 'http://127.0.0.1:9000',
      credentials: '/etc/preau/s3.json',
    },
  ],
  [
    `${EDGE}&region=eu-south-2&home=eu-west-3`,
    {
      kind: 'edge',
      bucket: 'mirrors',
      platform: 'ent',
      store: KVS,
      work: 'work-b',
      evidence: 'evidence-b',
      region: 'eu-south-2',
      home: 'eu-west-3',
    },
  ],
  ['rsync://hote/module/ent/', { kind: 'rsync', place: 'rsync://hote/module/ent' }],
  ['web@hote:/srv/ent', { kind: 'rsync', place: 'web@hote:/srv/ent' }],
  ['hote:ent', { kind: 'rsync', place: 'hote:ent' }],
])('%s', (text, expected) => {
  expect(targetAddress(text)).toEqual(expected);
});

it.each([
  ['', 'empty'],
  ['s3://A_B', 'bucket'],
  ['s3://', 'bucket'],
  ['s3://key:secret@lecons', 'secret'],
  ['s3://lecons?secretAccessKey=x', 'secret'],
  ['s3://lecons/../x', 'prefix'],
  ['s3://lecons/.preau/x', 'prefix'],
  ['s3://lecons?regoin=x', 'parameter'],
  ['s3://lecons?region=x&region=y', 'parameter'],
  ['s3://lecons?region=%', 'parameter'],
  ['s3://lecons?region=', 'parameter'],
  ['s3://lecons?compressed=maybe', 'parameter'],
  ['s3://lecons?endpoint=http://s3.example', 'endpoint'],
  ['s3://lecons?endpoint=https://s3.example/path', 'endpoint'],
  [`s3://mirrors?store=${KVS}`, 'edge'],
  [EDGE.replace('mirrors?', 'mirrors/prefix?'), 'edge'],
  ['rsync://hote', 'rsync'],
  ['rsync://-oProxyCommand/x/y', 'rsync'],
  ['-oProxyCommand=x:y', 'rsync'],
  ['rsync://web:secret@hote/module', 'secret'],
  ['hote:a b', 'rsync'],
])('%s is refused: %s', (text, why) => {
  expect(targetAddress(text)).toEqual({ kind: 'refused', why });
});

it('never gives rsync a place that begins like an option or holds a space', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (host, path) =>
      [`${host}:${path}`, `rsync://${host}/${path}`].every((text) => {
        const read = targetAddress(text);
        return read.kind !== 'rsync' || /^(rsync:\/\/)?[A-Za-z0-9_[]\S*$/.test(read.place);
      }),
    ),
  );
});

it('keeps a store inside its prefix', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '..', '.', '', '/', '.preau', 'é')), (names) => {
      const read = targetAddress(`s3://lecons/${names.join('/')}`);
      const inside = /^$|^(?!\/)((?!\.\.?\/|\.preau\/)[^/]+\/)+$/;
      return read.kind !== 'store' || inside.test(read.prefix);
    }),
  );
});

it.each(['s3://lecons/', 'hote:', 'rsync://hote/module'])(
  'reads %s and a text without end at once',
  (start) => {
    const slashes = '/'.repeat(300_000);
    const { kind } = targetAddress(`${start}a${slashes}b`);
    expect(kind).toBe(start.startsWith('s3:') ? 'refused' : 'rsync');
  },
);
