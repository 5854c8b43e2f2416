/** What a platform is called in a first configuration, all of it made from its host name. */
export interface NamedPlatform {
  readonly hostname: string;
  /** Unique among all, 64 characters at most. */
  readonly id: string;
  readonly smsName: string;
  /** The zone that it most likely stands under: its parent, or itself where that is a top level. */
  readonly zone: string;
}

const ID_MAX = 64;
/** What an SMS has for it: `smsName` of docs/configuration.md. */
const SMS_MAX = 24;

/** @param hostnames as typed; one that is there twice counts once */
export function namePlatforms(hostnames: readonly string[]): readonly NamedPlatform[] {
  const once = [...new Set(hostnames.map((name) => name.toLowerCase()))];
  const taken = new Set<string>();
  return once.map((hostname) => {
    const id = freeId(hostname, taken);
    taken.add(id);
    return { hostname, id, smsName: hostname.slice(0, SMS_MAX), zone: zoneOf(hostname) };
  });
}

function freeId(hostname: string, taken: ReadonlySet<string>): string {
  const whole = hostname.replaceAll('.', '-');
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : `-${count}`;
    const id = whole.slice(0, ID_MAX - end.length).replace(/-+$/, '') + end;
    if (!taken.has(id)) return id;
  }
}

function zoneOf(hostname: string): string {
  const parent = hostname.slice(hostname.indexOf('.') + 1);
  return parent.includes('.') ? parent : hostname;
}
