// Goal: every page has a name by which any static server says what it is, and its first address answers.
// Method: small listings, planned.
import { describe, expect, it } from 'vitest';
import { planSite } from '../../../app/mirror/plan-site.ts';

const plan = (...paths: readonly string[]) =>
  planSite({
    sets: [{ folder: '/', aliases: {}, exclude: [] }],
    files: paths.map((path) => ({
      path,
      name: path.slice(1),
      sizeBytes: 10,
    })),
  });

describe('a page of XHTML', () => {
  it('is called .html, since it is sent as HTML and no longer is XML', () => {
    const { files, aliases } = plan('/EPUB/un.xhtml', '/deux.html');
    expect(files.map(({ path }) => path)).toEqual(['/EPUB/un.html', '/deux.html']);
    expect(aliases['/EPUB/un.xhtml']).toBe('/EPUB/un.html');
  });

  it('gives way to a page that had that name already', () => {
    const { files, aliases } = plan('/un.xhtml', '/un.html');
    expect(files.map(({ path, file }) => [file.path, path])).toEqual([
      ['/un.html', '/un.html'],
      ['/un.xhtml', '/un.xhtml.html'],
    ]);
    expect(aliases['/un.xhtml']).toBe('/un.xhtml.html');
  });
});
