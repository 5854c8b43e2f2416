// Goal: P10: an SVG of a lesson is a picture and nothing else.
// Method: the known tricks, each checked by the scanner; any letters as a property.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanDrawing } from '../../../../adapters/local/mirror/drawing.ts';
import { scanPage } from '../../../../adapters/local/mirror/scan.ts';
import { HOSTILE_PARTS } from './hostile.ts';

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const inside = (parts: string): string => `<svg ${NS} viewBox="0 0 9 9">${parts}</svg>`;

describe('a drawing', () => {
  it.each(HOSTILE_PARTS)('is harmless: %j', (parts) => {
    const drawing = cleanDrawing(inside(parts)) ?? '';
    expect(scanPage('/d.svg', drawing)).toEqual([]);
    expect(drawing).not.toMatch(/<script|<foreignObject|evil\.example|\son[a-z]+=/i);
  });
  it('declares no entity and keeps no processing instruction', () => {
    const bomb = `<?xml-stylesheet href="//evil.example/x.xsl"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${inside('<text>&b;</text>')}`;
    expect(cleanDrawing(bomb)).not.toMatch(/ENTITY|DOCTYPE|<\?/);
  });
  it('keeps shapes, paint and references to its own parts', () => {
    const parts =
      '<defs><marker id="m"><path d="M0 0"/></marker></defs><path d="M1 1" style="stroke:#000;marker-end:url(#m)"/><use href="#m"/><text x="1">é</text>';
    expect(cleanDrawing(inside(parts))).toBe(
      `<svg ${NS} viewBox="0 0 9 9"><defs><marker id="m"><path d="M0 0"></path></marker></defs><path d="M1 1" style="stroke:#000;marker-end:url(#m)"></path><use href="#m"></use><text x="1">é</text></svg>`,
    );
  });
  it('is none when there is no picture in the file', () => {
    expect(cleanDrawing('<html><script>alert(1)</script></html>')).toBeNull();
    expect(cleanDrawing('')).toBeNull();
    expect(cleanDrawing('<svg><g>'.repeat(10_000))).toBeNull();
  });
  it('is harmless whatever its letters', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '/',
        '"',
        '<![CDATA[',
        ']]>',
        '<svg ',
        'href=',
        'url(',
        '&#x',
        ';',
        'javascript:',
        '<!ENTITY',
      ),
      fc.constantFrom(...HOSTILE_PARTS),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
        expect(scanPage('/d.svg', cleanDrawing(inside(parts.join(''))) ?? '')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
