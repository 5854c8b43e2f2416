import type { InitAnswers } from './init-answers.ts';
import { type NamedPlatform, namePlatforms } from './init-names.ts';
import { originToReplace } from './init-origin.ts';
import { yamlScalar } from './init-scalar.ts';
import { readSmtp } from './init-smtp.ts';
import type { InitWords } from './init-words.ts';
import type { Language } from './language.ts';

export interface ComposeOptions {
  readonly language: Language;
  readonly words: InitWords;
  /** Where editors find the JSON Schema, from the file's own folder. */
  readonly schema: string;
}

/** Write the answers as a commented preau.yaml. Everything that is not known is marked there. */
export function composeConfig(answers: InitAnswers, options: ComposeOptions): string {
  const platforms = namePlatforms(answers.platforms);
  const first = platforms[0]?.zone ?? '';
  const { comments } = options.words;
  return [
    `# yaml-language-server: $schema=${encodeURI(options.schema)}`,
    '#',
    ...comments.top.map((line) => `# ${line}`),
    '',
    `# ${comments.organisation}`,
    'organisation:',
    `  name: ${yamlScalar(answers.organisation.trim())}`,
    `  contact: ${yamlScalar(answers.contact)}`,
    `  language: ${options.language}`,
    '  timeZone: Europe/Paris',
    '',
    ...hosters(answers, options),
    '',
    'platforms:',
    ...platforms.flatMap((platform) => platformLines(platform, answers, options)),
    '',
    ...watch(options),
    '',
    ...notices(answers, options),
    '',
    ...names(platforms, options),
    '',
    ...schools(answers, options),
    '',
    `# ${comments.pages}`,
    'pages:',
    `  url: https://etat.${first}`,
    '',
  ].join('\n');
}

const hosters = (answers: InitAnswers, { words }: ComposeOptions): readonly string[] => [
  `# ${words.comments.hosters}`,
  'hosters:',
  '  - id: origin-hoster',
  `    name: ${yamlScalar(answers.hoster.trim())}`,
  '  - id: mirror-hoster',
  `    name: ${yamlScalar(answers.mirrorHoster.trim())}`,
];

function platformLines(
  { hostname, id, smsName }: NamedPlatform,
  { mirrorAddresses }: InitAnswers,
  { words: { comments } }: ComposeOptions,
): readonly string[] {
  return [
    `  - id: ${yamlScalar(id)}`,
    `    name: ${yamlScalar(hostname.slice(0, 120))}`,
    `    smsName: ${yamlScalar(smsName)} # ${comments.smsName}`,
    `    kind: ent # ${comments.kind}`,
    `    hostname: ${yamlScalar(hostname)}`,
    '    hoster: origin-hoster',
    '    origin:',
    `      host: ${yamlScalar(`origine-${hostname}`)} # ${comments.replace} ${comments.host}`,
    `      addresses: ["${originToReplace(mirrorAddresses)}"] # ${comments.replace} ${comments.addresses}`,
    `      path: / # ${comments.path}`,
    `      expect: ${yamlScalar(comments.expectWord)} # ${comments.replace} ${comments.expect}`,
    '    mirror:',
    '      hoster: mirror-hoster',
    `      addresses: [${mirrorAddresses.map((address) => JSON.stringify(address)).join(', ')}]`,
    `      ownName: ${yamlScalar(`secours-${hostname}`)} # ${comments.ownName}`,
    `      lessons: ${yamlScalar(`lecons/${id}`)} # ${comments.lessons}`,
  ];
}

const watch = ({ words: { comments } }: ComposeOptions): readonly string[] => [
  ...comments.vantages.map((line) => `# ${line}`),
  'vantages:',
  '  - id: ici',
  `    name: ${comments.here}`,
  'watch:',
  '  votesToFall: 1',
];

function notices({ from, smtp }: InitAnswers, { words }: ComposeOptions): readonly string[] {
  const { host, port, security } = readSmtp(smtp);
  return [
    `# ${words.comments.notices}`,
    'notices:',
    `  from: ${yamlScalar(from)}`,
    `  budget: 200 # ${words.comments.budget}`,
    '  smtp:',
    `    host: ${yamlScalar(host)}`,
    `    port: ${port}`,
    `    security: ${security}`,
    `    # ${words.comments.password}`,
    '    # user: preau',
    '    # passwordVariable: PREAU_SMTP_PASSWORD',
  ];
}

const names = (
  platforms: readonly NamedPlatform[],
  { words: { comments } }: ComposeOptions,
): readonly string[] => [
  ...comments.names.map((line) => `# ${line}`),
  'names:',
  '  listen: 127.0.0.1',
  '  port: 5353',
  '  zones:',
  ...[...new Set(platforms.map(({ zone }) => zone))].flatMap((zone) => [
    `    - name: ${yamlScalar(zone)}`,
    `      nameServers: [${yamlScalar(`ns1.${zone}`)}, ${yamlScalar(`ns2.${zone}`)}] # ${comments.replace}`,
  ]),
];

const schools = ({ directory }: InitAnswers, { words }: ComposeOptions): readonly string[] =>
  directory === ''
    ? [`# ${words.comments.noSchools}`, '# schools:', '#   directories: [annuaire.csv]']
    : [
        `# ${words.comments.schools}`,
        'schools:',
        `  directories: [${JSON.stringify(directory)}]`,
        '  # contacts: [contacts.csv]',
      ];
