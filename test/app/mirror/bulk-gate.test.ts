// Goal: sounds and office files have their places, bounded each and in all, by set of lessons.
// Method: examples at the limits, and a property over any list of files.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BULK_LIMITS, bulkGate } from '../../../app/mirror/bulk-gate.ts';
import { treatmentOf } from '../../../app/mirror/file-types.ts';

const ask = (gate: ReturnType<typeof bulkGate>, path: string, sizeBytes: number, folder = '/') =>
  gate({ name: path, path, sizeBytes }, treatmentOf(path), { folder, aliases: {}, exclude: [] });

describe('a sound or an office file', () => {
  it('is kept up to its own limit', () => {
    expect(ask(bulkGate(), '/a.mp3', BULK_LIMITS.sound.eachBytes)).toBeNull();
    expect(ask(bulkGate(), '/a.mp3', BULK_LIMITS.sound.eachBytes + 1)).toBe('sound-large');
    expect(ask(bulkGate(), '/a.docx', BULK_LIMITS.document.eachBytes + 1)).toBe('document-large');
  });

  it.each(['/a.pdf', '/a.jpg', '/a.html', '/a.txt'])('%s is neither', (path) => {
    expect(ask(bulkGate(), path, 1e9)).toBeNull();
  });

  it('never takes more than its kind may in one set, and leaves other sets their own', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: BULK_LIMITS.sound.eachBytes }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(sizes, (all) => {
        const gate = bulkGate();
        const kept = all.filter((size) => ask(gate, '/a.mp3', size, '/a/') === null);
        const sum = kept.reduce((so, size) => so + size, 0);
        expect(sum).toBeLessThanOrEqual(BULK_LIMITS.sound.allBytes);
        expect(ask(gate, '/a.mp3', 1_000, '/b/')).toBeNull();
        expect(ask(gate, '/a.odt', 1_000, '/a/')).toBeNull();
      }),
    );
  });
});

describe('what a file is, by its name', () => {
  it.each(['docm', 'xlsm', 'pptm', 'dotm', 'ppsm'])('.%s may run something', (ending) => {
    expect(treatmentOf(`/a.${ending}`)).toEqual({ kind: 'leave-out', reason: 'macros' });
  });

  it.each(['mp4', 'webm', 'mov', 'ogv'])('.%s is a film', (ending) => {
    expect(treatmentOf(`/a.${ending}`)).toEqual({ kind: 'leave-out', reason: 'media' });
  });
});
