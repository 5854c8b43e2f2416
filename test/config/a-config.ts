import { parse, stringify } from 'yaml';

/** The least configuration that is right, for tests to change. */
const LEAST = `
organisation: { name: Région Exemple, contact: contact@region.example }
hosters:
  - { id: nord, name: Hébergeur du Nord, region: Lille }
  - { id: sud, name: Hébergeur du Sud, region: Marseille }
platforms:
  - id: ent
    name: ENT de la région
    smsName: ENT
    kind: ent
    hostname: ent.region.example
    hoster: nord
    origin: { host: origine.region.example, addresses: [192.0.2.10], expect: Identifiant }
    mirror:
      hoster: sud
      addresses: [198.51.100.10]
      ownName: secours.region.example
      lessons: lecons
  - id: temoin
    name: Témoin
    smsName: Temoin
    kind: login
    hostname: temoin.example
    hoster: sud
    origin: { host: temoin.example, addresses: [203.0.113.20], expect: Bienvenue }
vantages:
  - { id: toulouse, name: Toulouse, controls: [temoin] }
  - { id: paris, name: Paris, region: eu-central-1, controls: [temoin] }
notices: { from: preau@region.example, smtp: { host: localhost }, sms: { gateway: "http://localhost/sms", sender: PREAU } }
names: { zones: [{ name: region.example, nameServers: [ns1.region.example] }] }
pages: { url: https://etat.region.example }
aws: { holdBucket: preau-abris }
`;

/**
 * @param changes values by dotted path; undefined removes
 * @returns the YAML of a configuration that is right but for the changes
 */
export function aConfig(changes: Readonly<Record<string, unknown>> = {}): string {
  const tree: unknown = parse(LEAST);
  for (const [path, value] of Object.entries(changes)) change(tree, path.split('.'), value);
  return stringify(tree);
}

function change(tree: unknown, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (typeof tree !== 'object' || tree === null || key === undefined) return;
  const found: unknown = Reflect.get(tree, key);
  if (rest.length === 0 && value === undefined) Reflect.deleteProperty(tree, key);
  else if (rest.length === 0) Reflect.set(tree, key, structuredClone(value));
  else {
    if (found === undefined) Reflect.set(tree, key, {});
    change(Reflect.get(tree, key), rest, value);
  }
}
