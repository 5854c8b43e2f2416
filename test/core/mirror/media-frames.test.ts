// Goal: a film in a frame is found on the page that shows it, and nothing that only looks like one is.
// Method: each service's addresses, and each one sign away from being one.
import { describe, expect, it } from 'vitest';
import { mediaPage } from '../../../core/mirror/media-page.ts';

describe('a film in a frame', () => {
  const youtube = 'https://www.youtube.com/watch?v=a_B-9';
  it.each([
    ['https://www.youtube.com/embed/a_B-9?x', 'YouTube', youtube],
    ['https://m.youtube.com/v/a_B-9', 'YouTube', youtube],
    ['HTTP://YOUTUBE.com:80/shorts/a_B-9', 'YouTube', youtube],
    ['https://www.youtube-nocookie.com:8443/live/a_B-9/x', 'YouTube', youtube],
    [
      'https://dailymotion.com/embed/video/x1',
      'Dailymotion',
      'https://www.dailymotion.com/video/x1',
    ],
    [
      'https://geo.dailymotion.com/embed/video/x1',
      'Dailymotion',
      'https://www.dailymotion.com/video/x1',
    ],
    [
      'https://www.dailymotion.com/embed/video/x1',
      'Dailymotion',
      'https://www.dailymotion.com/video/x1',
    ],
    ['https://player.vimeo.com/video/12', 'Vimeo', 'https://vimeo.com/12'],
    [
      'https://podeduc.apps.education.fr/video/1-x/?y',
      'Podéduc',
      'https://podeduc.apps.education.fr/video/1-x/',
    ],
    [
      'https://podeduc.apps.education.fr/mon-site/video/1',
      'Podéduc',
      'https://podeduc.apps.education.fr/mon-site/video/1',
    ],
    [
      'https://Lycee.panopto.eu/Panopto/Pages/embed.aspx?a=b&id=1-2',
      'Panopto',
      'https://lycee.panopto.eu/Panopto/Pages/Viewer.aspx?id=1-2',
    ],
    [
      'https://panopto.com/panopto/pages/Viewer.aspx?id=1',
      'Panopto',
      'https://panopto.com/panopto/pages/Viewer.aspx?id=1',
    ],
    [
      'https://x.panopto.com/Panopto/Pages/Embed.aspx',
      'Panopto',
      'https://x.panopto.com/Panopto/Pages/Embed.aspx',
    ],
    [
      'https://x.panopto.com/Panopto/Pages/Embed.aspx#?id=1',
      'Panopto',
      'https://x.panopto.com/Panopto/Pages/Embed.aspx',
    ],
    [
      'https://embed.aspx.panopto.com/Panopto/Pages/Embed.aspx?id=1',
      'Panopto',
      'https://embed.aspx.panopto.com/Panopto/Pages/Viewer.aspx?id=1',
    ],
    ['https://Tube-1.example/videos/embed/a-1?x', 'PeerTube', 'https://tube-1.example/w/a-1'],
  ])('%s is of %s, at %s', (href, provider, page) => {
    expect(mediaPage(href)).toEqual({ provider, href: page });
  });

  it.each([
    '',
    'x',
    'ftp://www.youtube.com/embed/a',
    ' https://www.youtube.com/embed/a',
    'x-https://www.youtube.com/embed/a',
    'https://xyoutube.com/embed/a',
    'https://www.youtube.com.example/embed/a',
    'https://www.youtube.com/x/embed/a',
    'https://xdailymotion.com/embed/video/a',
    'https://dailymotion.comx/embed/video/a',
    'https://dailymotion.com/x/embed/video/a',
    'https://xplayer.vimeo.com/video/1',
    'https://player.vimeo.com.x/video/1',
    'https://player.vimeo.com/x/video/1',
    'https://player.vimeo.com/video/x',
    'https://xpodeduc.apps.education.fr/video/',
    'https://podeduc.apps.education.fr.x/video/',
    'https://podeduc.apps.education.fr/a/b/video/',
    'https://podeduc.apps.education.fr/é/video/',
    'https://xpanopto.com/Panopto/Pages/Embed.aspx',
    'https://panopto.comx/Panopto/Pages/Embed.aspx',
    'https://panopto.com/x/Panopto/Pages/Embed.aspx',
    'https://panopto.com/Panopto/Pages/Embed.aspxx',
    'https://tube_1.example/videos/embed/a',
    'https://tube.example/x/videos/embed/a',
    'https://a@tube.example/videos/embed/a',
    'https://é.example/videos/embed/a',
    'https://tube.é/videos/embed/a',
    'https://tube.example:x/videos/embed/a',
  ])('%s is of none that is known', (href) => {
    expect(mediaPage(href)).toBeNull();
  });
});
