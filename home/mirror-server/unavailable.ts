import type { MirrorWords } from '../../app/mirror/ports.ts';
import { escapeHtml } from '../../core/mirror/markup-policy.ts';

/** Try again in ten minutes; a hand's number between a client's patience and a pupil's. Chosen. */
export const RETRY_AFTER_SEC = '600';

/** What a write or a program is told: a page for people, RFC 9457 for programs. */
export function unavailableBodies(words: MirrorWords): {
  readonly page: string;
  readonly problem: string;
} {
  const title = words('unavailable.title');
  const detail = words('unavailable.detail').trim();
  return {
    page: `<!doctype html>\n<meta charset="utf-8">\n<title>${escapeHtml(title)}</title>\n<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(detail)}</p>\n`,
    problem: JSON.stringify({ type: 'about:blank', title, status: 503, detail }),
  };
}
