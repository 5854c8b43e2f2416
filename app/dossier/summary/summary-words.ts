/** The words of the two pages, in one language. */
export interface SummaryWords {
  readonly title: (values: { readonly platform: string; readonly reference: string }) => string;
  readonly subtitle: (values: { readonly organisation: string; readonly at: string }) => string;
  readonly drill: string;
  readonly facts: string;
  readonly fact: {
    readonly platform: string;
    readonly incident: string;
    readonly fell: string;
    readonly fellAgain: string;
    readonly sheltered: string;
    readonly told: string;
    readonly recovered: string;
    readonly back: string;
    readonly closed: string;
    readonly measured: string;
  };
  readonly notYet: string;
  readonly measured: (values: {
    readonly probes: number;
    readonly failed: number;
    readonly vantages: number;
  }) => string;
  readonly curve: string;
  readonly legend: { readonly probes: string; readonly share: string; readonly notices: string };
  readonly curveTold: (values: {
    readonly from: string;
    readonly to: string;
    readonly worst: number;
    readonly share: number;
    readonly notices: number;
  }) => string;
  readonly verdict: string;
  readonly noVerdict: string;
  readonly headline: (cause: string, rung: string, probability: number) => string;
  readonly undetermined: string;
  readonly confirmed: (cause: string) => string;
  readonly recorded: (at: string, text: string) => string;
  readonly judged: (at: string, times: number) => string;
  readonly second: (cause: string) => string;
  readonly open: (list: string) => string;
  readonly refuted: (list: string) => string;
  readonly gates: (list: string) => string;
  readonly for: string;
  readonly against: string;
  readonly nothing: string;
  readonly decisions: string;
  readonly decisionHead: readonly [string, string, string];
  readonly itself: string;
  readonly notices: string;
  readonly noticeHead: readonly [string, string, string, string, string, string, string];
  readonly noNotices: string;
  readonly claims: string;
  readonly claim: (role: string, statement: string, source: string) => string;
  readonly noClaims: string;
  readonly clocks: string;
  readonly noClocks: string;
  readonly proof: string;
  readonly proofItems: (values: {
    readonly seq: number;
    readonly hash: string;
    readonly signer: string | null;
  }) => readonly string[];
  readonly foot: (values: { readonly reference: string; readonly version: string }) => string;
  readonly page: (number: number) => string;
  readonly more: (count: number) => string;
}

const FR: SummaryWords = {
  title: ({ platform, reference }) => `Incident ${reference} : ${platform}`,
  subtitle: ({ organisation, at }) => `${organisation} · résumé du dossier exporté le ${at}`,
  drill: 'EXERCICE : rien de ceci n’est une panne réelle',
  facts: 'Ce qui est tombé, et quand',
  fact: {
    platform: 'Plateforme',
    incident: 'Incident',
    fell: 'Chute',
    fellAgain: 'Dernière rechute',
    sheltered: 'Visiteurs envoyés au miroir',
    told: 'Premier message accepté',
    recovered: 'De nouveau joignable',
    back: 'Visiteurs revenus',
    closed: 'Incident clos',
    measured: 'Mesures',
  },
  notYet: 'pas à la fin de ce dossier',
  measured: ({ probes, failed, vantages }) =>
    `${probes} sondes depuis ${vantages} ${vantages > 1 ? 'points' : 'point'} de mesure, dont ${failed} en échec`,
  curve: 'Ce qui a été mesuré',
  legend: {
    probes: 'sondes en échec (part)',
    share: 'visiteurs envoyés au miroir (part)',
    notices: 'message aux établissements',
  },
  curveTold: ({ from, to, worst, share, notices }) =>
    `De ${from} à ${to} : jusqu’à ${worst} % des sondes en échec, jusqu’à ${share} % des visiteurs envoyés au miroir, ${notices} ${notices > 1 ? 'messages partis' : 'message parti'}.`,
  verdict: 'La cause, autant que les indices la portent',
  noVerdict: 'Aucun jugement n’a été rendu.',
  headline: (cause, rung, probability) => `Cause : ${cause}, ${rung} (${probability} %)`,
  undetermined: 'Cause : non déterminée',
  confirmed: (cause) => `Confirmée au nom de l’exploitant : ${cause}.`,
  recorded: (at, text) => `Inscrite après coup, ${at} : ${text}.`,
  second: (cause) => `Une seconde cause a ses propres indices : ${cause}.`,
  judged: (at, times) =>
    times > 1 ? `Dernier de ${times} jugements, ${at}.` : `Seul jugement, ${at}.`,
  open: (list) => `Restent possibles : ${list}.`,
  refuted: (list) => `Écarté : ${list}.`,
  gates: (list) => `Ce qui retient les mots : ${list}`,
  for: 'Ce qui va dans ce sens',
  against: 'Ce qui va contre',
  nothing: 'Rien.',
  decisions: 'Ce qui a été décidé, et par qui',
  decisionHead: ['Quand', 'Qui', 'Quoi'],
  itself: 'Préau',
  notices: 'Ce qui a été dit, et à combien (remplacés : par un message plus récent)',
  noticeHead: [
    'Message',
    'Parti',
    'Destinataires',
    'Acceptés',
    'Échecs',
    'Remplacés',
    'Sans réponse',
  ],
  noNotices: 'Aucun message n’a été préparé.',
  claims: 'Déclarations, à part des mesures',
  claim: (role, statement, source) => `${role} : « ${statement} » (${source})`,
  noClaims: 'Aucune.',
  clocks: 'Délais légaux',
  noClocks: 'Aucun délai n’est parti : une attaque n’a jamais été jugée probable.',
  proof: 'Vérifier ce dossier, sans Préau et sans réseau',
  proofItems: ({ seq, hash, signer }) => [
    `Le journal finit à la ligne ${seq}, d’empreinte ${hash}. À comparer à celle qu’un tiers a notée avant le litige.`,
    signer === null
      ? 'Ce dossier n’est pas signé.'
      : `Signé (Ed25519) par la clé dont l’empreinte SHA-256 est ${signer}. À comparer à celle que l’exploitant a remise.`,
    'Décompresser l’archive, lire verifier.sh (sha256sum et jq suffisent), puis : sh verifier.sh. LISEZMOI.txt dit le reste : signature, horodatage (RFC 3161), pseudonymes.',
  ],
  foot: ({ reference, version }) => `Dossier ${reference} · Préau ${version}`,
  page: (number) => `page ${number} sur 2`,
  more: (count) => `… et ${count} de plus, dans les autres fichiers du dossier.`,
};

const EN: SummaryWords = {
  title: ({ platform, reference }) => `Incident ${reference}: ${platform}`,
  subtitle: ({ organisation, at }) => `${organisation} · summary of the dossier exported on ${at}`,
  drill: 'EXERCICE: a drill, nothing of this is a real fall',
  facts: 'What fell, and when',
  fact: {
    platform: 'Platform',
    incident: 'Incident',
    fell: 'Fall',
    fellAgain: 'Latest relapse',
    sheltered: 'Visitors sent to the mirror',
    told: 'First message accepted',
    recovered: 'Reachable again',
    back: 'Visitors back',
    closed: 'Incident closed',
    measured: 'Measurements',
  },
  notYet: 'not by the end of this dossier',
  measured: ({ probes, failed, vantages }) =>
    `${probes} probes from ${vantages} ${vantages > 1 ? 'vantages' : 'vantage'}, of which ${failed} failed`,
  curve: 'What was measured',
  legend: {
    probes: 'probes that failed (share)',
    share: 'visitors sent to the mirror (share)',
    notices: 'notice to schools',
  },
  curveTold: ({ from, to, worst, share, notices }) =>
    `From ${from} to ${to}: up to ${worst}% of probes failed, up to ${share}% of visitors were sent to the mirror, ${notices} ${notices > 1 ? 'notices' : 'notice'} left.`,
  verdict: 'The cause, as far as the evidence carries',
  noVerdict: 'No verdict was given.',
  headline: (cause, rung, probability) => `Cause: ${cause}, ${rung} (${probability}%)`,
  undetermined: 'Cause: undetermined',
  confirmed: (cause) => `Confirmed on the operator’s behalf: ${cause}.`,
  recorded: (at, text) => `Recorded once it was over, ${at}: ${text}.`,
  second: (cause) => `A second cause has evidence of its own: ${cause}.`,
  judged: (at, times) =>
    times > 1 ? `The last of ${times} verdicts, ${at}.` : `The only verdict, ${at}.`,
  open: (list) => `Still possible: ${list}.`,
  refuted: (list) => `Ruled out: ${list}.`,
  gates: (list) => `What holds the words back: ${list}`,
  for: 'What speaks for it',
  against: 'What speaks against it',
  nothing: 'Nothing.',
  decisions: 'What was decided, and by whom',
  decisionHead: ['When', 'Who', 'What'],
  itself: 'Préau',
  notices: 'What was said, and to how many (replaced: by a newer message)',
  noticeHead: ['Notice', 'Left', 'Recipients', 'Accepted', 'Failed', 'Replaced', 'No answer'],
  noNotices: 'No notice was prepared.',
  claims: 'What people said, apart from measurements',
  claim: (role, statement, source) => `${role}: “${statement}” (${source})`,
  noClaims: 'Nothing.',
  clocks: 'Legal clocks',
  noClocks: 'None runs: an attack was never judged probable.',
  proof: 'Checking this dossier, without Préau and without a network',
  proofItems: ({ seq, hash, signer }) => [
    `The journal ends with line ${seq}, hash ${hash}. Compare it with one that a third party noted before the dispute.`,
    signer === null
      ? 'This dossier is not signed.'
      : `Signed (Ed25519) by the key whose SHA-256 is ${signer}. Compare it with the one that the operator handed over.`,
    'Unpack the archive, read verifier.sh (sha256sum and jq are enough), then: sh verifier.sh. LISEZMOI.txt tells the rest: signature, time stamp (RFC 3161), pseudonyms.',
  ],
  foot: ({ reference, version }) => `Dossier ${reference} · Préau ${version}`,
  page: (number) => `page ${number} of 2`,
  more: (count) => `… and ${count} more, in the other files of the dossier.`,
};

export const summaryWords = (language: 'fr' | 'en'): SummaryWords => (language === 'fr' ? FR : EN);
