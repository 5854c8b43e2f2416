// Goal: a film in a frame leads to the page where people can see it; nothing else is changed.
// Method: the frames of the services that French lessons use, then any address as a property.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mediaPage } from '../../../core/mirror/media-page.ts';
import { statedSeconds } from '../../../core/mirror/stated-seconds.ts';

describe('the page of a film', () => {
  it.each([
    [
      'https://www.youtube.com/embed/dQw4w9WgXcQ?start=3',
      'YouTube',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    ],
    [
      'https://www.youtube-nocookie.com/embed/a_b-c',
      'YouTube',
      'https://www.youtube.com/watch?v=a_b-c',
    ],
    [
      'https://tube-arts.apps.education.fr/videos/embed/1a2b-3c?title=0',
      'PeerTube',
      'https://tube-arts.apps.education.fr/w/1a2b-3c',
    ],
    [
      'https://www.dailymotion.com/embed/video/x7abc',
      'Dailymotion',
      'https://www.dailymotion.com/video/x7abc',
    ],
    ['https://player.vimeo.com/video/12345?h=1', 'Vimeo', 'https://vimeo.com/12345'],
    [
      'https://podeduc.apps.education.fr/video/0123-cellule/?is_iframe=true',
      'Podéduc',
      'https://podeduc.apps.education.fr/video/0123-cellule/',
    ],
    [
      'https://ecole.cloud.panopto.eu/Panopto/Pages/Embed.aspx?autoplay=1&id=aa-bb',
      'Panopto',
      'https://ecole.cloud.panopto.eu/Panopto/Pages/Viewer.aspx?id=aa-bb',
    ],
  ])('%s', (frame, provider, href) => {
    expect(mediaPage(frame)).toEqual({ provider, href });
  });

  it.each([
    'https://www.geogebra.org/m/x',
    'https://x.example/?u=https://www.youtube.com/embed/a',
    'https://youtube.com.evil.example/embed/a',
    'https://a@www.youtube.com/embed/a',
    './film.mp4',
  ])('is not that of %s', (address) => {
    expect(mediaPage(address)).toBeNull();
  });

  it('is always an address of https without anything to break out of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'https://tube.example',
          'http://A.b-c.example:80',
          'https://x@y.example',
          'https://é.example',
        ),
        fc.string(),
        (url, rest) => {
          for (const frame of [
            `${url}/videos/embed/${rest}`,
            `https://www.youtube.com/embed/${rest}`,
            `https://x.panopto.eu/Panopto/Pages/Embed.aspx?id=${rest}`,
          ]) {
            const { href } = mediaPage(frame) ?? { href: 'https://none.example/' };
            expect(href).toMatch(/^https:\/\/[a-z0-9.-]+\/[\w./?=-]*$/i);
          }
        },
      ),
    );
  });
});

describe('a stated length', () => {
  it.each([
    ['200', 200],
    ['PT3M20S', 200],
    ['PT1H', 3_600],
    ['12.4', 12],
    ['', null],
    ['PT', null],
    ['0', null],
    ['90000', null],
    ['3 minutes', null],
  ])('%j is %j seconds', (stated, seconds) => {
    expect(statedSeconds(stated)).toBe(seconds);
  });
});
