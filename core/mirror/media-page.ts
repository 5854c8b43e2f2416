/** Where a film or a sound that a page holds in a frame can be seen by itself. */
export interface MediaPage {
  /** The service, as people call it. */
  readonly provider: string;
  readonly href: string;
}

interface Rule {
  readonly provider: string;
  readonly host: RegExp;
  readonly path: RegExp;
  /** From the parts of `path`, and the host; or the address itself without its query. */
  readonly page?: (parts: readonly string[], host: string) => string;
}

const ID = '([\\w-]{1,64})';

/** The frames that French lessons are full of. An address that fits none stays as it is. */
const RULES: readonly Rule[] = [
  {
    provider: 'YouTube',
    host: /^(?:(?:www|m)\.)?youtube(?:-nocookie)?\.com$/,
    path: new RegExp(`^/(?:embed|v|shorts|live)/${ID}`),
    page: ([id]) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    provider: 'Dailymotion',
    host: /^(?:www\.|geo\.)?dailymotion\.com$/,
    path: new RegExp(`^/embed/video/${ID}`),
    page: ([id]) => `https://www.dailymotion.com/video/${id}`,
  },
  {
    provider: 'Vimeo',
    host: /^player\.vimeo\.com$/,
    path: /^\/video\/(\d{1,20})/,
    page: ([id]) => `https://vimeo.com/${id}`,
  },
  { provider: 'Podéduc', host: /^podeduc\.apps\.education\.fr$/, path: /^\/(?:[\w-]+\/)?video\// },
  {
    provider: 'Panopto',
    host: /(?:^|\.)panopto\.(?:com|eu)$/,
    path: /^\/Panopto\/Pages\/(?:Embed|Viewer)\.aspx$/i,
  },
  {
    provider: 'PeerTube',
    host: /^[a-z0-9.-]+$/,
    path: new RegExp(`^/videos/embed/${ID}`),
    page: ([id], host) => `https://${host}/w/${id}`,
  },
];

/**
 * Find the page of a film by the address of its frame.
 *
 * @param href an `http` or `https` address
 * @returns null for a frame of no service that is known here
 */
export function mediaPage(href: string): MediaPage | null {
  const [, host = '', path = '', query = ''] =
    /^https?:\/\/([^/?#:@]+)(?::\d+)?([^?#]*)(\?[^#]*)?/i.exec(href) ?? [];
  for (const { provider, host: hosts, path: paths, page } of RULES) {
    const parts = hosts.test(host.toLowerCase()) ? paths.exec(path) : null;
    if (parts === null) continue;
    const id = /[?&]id=([\w-]{1,64})/.exec(query)?.[1];
    const plain = `https://${host.toLowerCase()}${path}`;
    const own = page?.(parts.slice(1), host.toLowerCase());
    return { provider, href: own ?? (id === undefined ? plain : viewer(plain, id)) };
  }
  return null;
}

/** Panopto names its films in the query, and has another page for people. */
const viewer = (plain: string, id: string): string =>
  `${plain.replace(/Embed\.aspx$/i, 'Viewer.aspx')}?id=${id}`;
