import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTEN = '0A';

/** The sockets of these processes that wait for somebody by IPv6, by /proc: their local addresses. */
export function listeningOnIPv6(pids: ReadonlySet<number>): readonly string[] {
  const inodes = new Set([...pids].flatMap(socketsOf));
  const tcp = table('tcp6').filter(({ state }) => state === LISTEN);
  return [...tcp, ...table('udp6')]
    .filter(({ inode }) => inodes.has(inode))
    .map(({ local }) => local);
}

function socketsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

function table(name: 'tcp6' | 'udp6') {
  try {
    const rows = readFileSync(`/proc/net/${name}`, 'utf8').trim().split('\n').slice(1);
    return rows.map((row) => {
      const fields = row.trim().split(/\s+/);
      return { local: fields[1] ?? '', state: fields[3] ?? '', inode: fields[9] ?? '' };
    });
  } catch {
    return []; // A machine without IPv6 has no such table.
  }
}
