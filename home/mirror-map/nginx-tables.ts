import { NGINX_WORD_MAX_BYTES, nginxText, nginxWord } from './nginx-words.ts';

/** One address as it comes, and what it shows. */
export interface NginxEntry {
  readonly asked: string;
  /** A file's number and signs, of digits and letters. */
  readonly shows: string;
  /** The address in the words of the release, for who must be told that it is not in the table. */
  readonly address: string;
}

export interface NginxTable {
  readonly lines: readonly string[];
  readonly leftOut: readonly string[];
  /** Of the longest key. */
  readonly keyBytes: number;
}

/**
 * Lines of an nginx `map` that finds an address exactly. Such a map has no regard to case, so that each
 * of its values lists the very addresses that it stands for; {@link EXACT} picks the one that was asked.
 *
 * @param dollar see {@link nginxText}
 */
export function nginxTable(entries: readonly NginxEntry[], dollar: string): NginxTable {
  const groups = new Map<string, NginxEntry[]>();
  for (const entry of entries) {
    const key = entry.asked.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const lines: string[] = [];
  const leftOut: string[] = [];
  let keyBytes = 0;
  for (const [key, group] of groups) {
    const kept: string[] = [];
    let bytes = 0;
    for (const { asked, shows, address } of group) {
      const one = nginxText(`${asked}\t${shows}`, dollar);
      bytes += Buffer.byteLength(one);
      if (bytes <= NGINX_WORD_MAX_BYTES) kept.push(one.slice(1, -1));
      else leftOut.push(address);
    }
    if (kept.length === 0) continue;
    keyBytes = Math.max(keyBytes, Buffer.byteLength(key));
    lines.push(`${nginxWord(key)} "${kept.join('\\n')}";`);
  }
  return { lines, leftOut, keyBytes };
}

/** Of an address, a line break, and what its map has: the line of that very address, as first group. */
export const EXACT = '^([^\\n]+)\\n(?:[^\\n]*\\n)*?\\1\\t([0-9]*q?)(?:\\n|\\z)';
