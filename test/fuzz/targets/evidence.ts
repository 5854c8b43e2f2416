import { readCertificates } from '../../../adapters/local/dossier/stamp/read-certificates.ts';
import { readStamp } from '../../../adapters/local/dossier/stamp/read-stamp.ts';
import { verifyBytes } from '../../../adapters/local/dossier/verify.ts';
import { verifyProofs } from '../../../adapters/local/dossier/verify-proofs.ts';
import { judgeManifest } from '../../../adapters/local/mirror/judge-manifest.ts';
import { parseManifest } from '../../../adapters/local/mirror/manifest-schema.ts';
import { readJournalLine } from '../../../core/dossier/journal-line.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { judgeLines } from '../../../home/deploy/verify-journal.ts';
import { inEnglish } from '../../fixtures/in-english.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { type FuzzTarget, mustHold, textOf } from '../target.ts';

const rules = [{ fromSeq: 1, policy: testPolicy() }];

/** Somebody's copy of a journal, line by line: what was altered is told, and nothing fails. */
const journal: FuzzTarget = {
  name: 'journal',
  shape: 'text',
  maxBytes: 131_072,
  words: [
    '{"seq":',
    '"hash":"',
    '"previous"',
    '"event":',
    '"kind":',
    '"actions":[',
    '}\n',
    'null',
    '"at":',
    '-1',
  ],
  run: (input) => {
    const lines = textOf(input)
      .split('\n')
      .filter((line) => line !== '');
    const read = lines.map(readJournalLine).filter((line) => line !== null);
    const entries = lines.map((text, index) => ({ seq: index + 1, entry: entryIn(text) }));
    const { promises } = judgeLines(entries, rules);
    mustHold(
      promises.every(({ said }) => inEnglish(...said) !== ''),
      'a promise without words',
    );
    return `${read.length} ${promises.map(({ held }) => held).join(' ')}`;
  },
};

/** As a home reads what is in its file. */
function entryIn(text: string): JournalEntry | null {
  const read = jsonIn(Buffer.from(text));
  return typeof read === 'object' && read !== null ? (read as JournalEntry) : null;
}

function jsonIn(input: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(input));
  } catch {
    return null;
  }
}

const dossier: FuzzTarget = {
  name: 'dossier',
  shape: 'archive',
  maxBytes: 262_144,
  words: [
    'PK\x03\x04',
    'manifest.json',
    '"sha256":"',
    '"signer":',
    '-----BEGIN PUBLIC KEY-----',
    '"files":[',
  ],
  run: async (input) => {
    const verified = verifyBytes(Buffer.from(input));
    if (verified.kind === 'changed')
      return `changed ${verified.why} ${verified.file?.slice(0, 20)}`;
    const proofs = await verifyProofs(verified.manifest, verified.files);
    return `${verified.kind} ${proofs.kind}`;
  },
};

const stamp: FuzzTarget = {
  name: 'time-stamp',
  shape: 'bytes',
  maxBytes: 32_768,
  words: [
    '\x30\x82',
    '\x30\x80',
    '\x02\x01\0',
    '\x06\x09',
    '\0\0',
    '\x24\x80',
    '\xa0\x84\xff\xff\xff\xff',
  ],
  run: async (input) => {
    const reading = await readStamp(input, Buffer.from('what was stamped'));
    return reading.kind === 'read' ? 'read' : `${reading.why} ${reading.detail.slice(0, 30)}`;
  },
};

const certificates: FuzzTarget = {
  name: 'certificates',
  shape: 'text',
  maxBytes: 65_536,
  words: ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', '\n', 'MII', '=', '-'],
  run: (input) => `certificates ${Math.min(readCertificates(textOf(input)).length, 9)}`,
};

/** What says which files a mirror has, as it comes back from a host that is not ours. */
const mirrorManifest: FuzzTarget = {
  name: 'mirror-manifest',
  shape: 'text',
  maxBytes: 131_072,
  words: [
    '"files":[',
    '"path":"/',
    '"aliases":{',
    '"__proto__":',
    '"signature":',
    '../',
    '"sha256":"',
  ],
  run: (input) => {
    const read = manifestIn(jsonIn(input));
    if (read === null) return 'no manifest';
    const isWithin = ({ path }: { readonly path: string }) => /^\/(?!.*\/\.\.(?:\/|$))/.test(path);
    mustHold(read.files.every(isWithin), 'a path outside');
    const { faults } = judgeManifest(read, undefined);
    return faults
      .map(({ kind }) => kind)
      .slice(0, 3)
      .join(' ');
  },
};

/** Its error says which places are wrong, in so many letters at most. */
function manifestIn(data: unknown): Manifest | null {
  try {
    return parseManifest(data);
  } catch (error) {
    mustHold(error instanceof Error && error.message.length <= 500, 'an error without an end');
    return null;
  }
}

export const targets = [journal, dossier, stamp, certificates, mirrorManifest];
