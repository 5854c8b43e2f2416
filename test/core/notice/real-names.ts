// The longest names of schools and platforms, and the longest with each letter and sign that is not
// plain ASCII: of 9,069 distinct names of schools and 54 ENT. Source : ministère de l'Éducation
// nationale, data.education.gouv.fr (Annuaire de l'éducation; Adresse et géolocalisation des
// établissements), Licence Ouverte. ENT: published by their owners. No contact is among them.
// real-names.test.ts says how they were chosen.

export const SCHOOL_NAMES: readonly string[] = [
  'Collège EIN GEDI - Etablissement expérimental et innovant au service des jeunes ayant une déficience intellectuelle',
  'Collège Louis Grüner',
  'Collège des écrivains combattants, unité pédagogique de proximité au collège Ferdinand Fabre Bédarieux',
  'Collège privé Collègi Calandreta del País Tolzan',
  'Collège privé Sainte Union Cœur de Flandre',
  "Délégation Académique à l'Education Artistique et à l'Action Culturelle",
  'Ecole démocratique / Le Carré Libre',
  'Ecole maternelle privée des Brûlais',
  'Ecole primaire publique Noëlle et Yves Duteil',
  "Ecole secondaire privée du Centre de référence pour l'évaluation neuropsychologique de l'enfant (CERENE)",
  'Ecole secondaire privée hors contrat "La petite école au bord du Monde" - niveau Collège',
  "Ecole technique privée d'Esthétique et de Coiffure Giorgifont 2 (Ecole secondaire prof. privée)",
  'Ecole élémentaire Herminia-Muñoz-Puigsech',
  'Establiment Segondari Calandreta Leon Còrdas (Collège privé)',
  "Etablissement d'enseignement secondaire privé bilingue Montessori Terre d'Envol (Ecole secondaire privée)",
  'Happy Forever School, Ecole privée hors contrat laïque bilingue Montessori (Ecole primaire privée)',
  "INSPECTION ACADEMIQUE D'ILLE ET VILAINE Commission d'orientation vers les enseignements adaptés du 2nd degré",
  'Institut de Rééducation Psychothérapique, Institut Thérapeutique Educatif et Pédagogique des Garrigues',
  'Institut pour la Formation et Conseils, IFC Nîmes (Ecole secondaire professionnelle privée)',
  'Lycée agricole privé François Marty (antenne de Villefranche de Rouergue)',
  "Lycée professionnel Sixte Vignon : Lycée des métiers de l'habitat, des énergies et de l'automobile",
  "Section d'enseignement  professionnel, Lycée polyvalent  Georges Frêche",
  "Section d'enseignement général et technologique du Lycée professionnel hôtelier Quercy-Périgord - Lycée des métiers de l'hôtellerie et restauration",
  "Section d'enseignement général et technologique du Lycée professionnel lycée des métiers Toulouse-Lautrec",
  "Section d'enseignement général et technologique du Lycée professionnel lycée des métiers de l'Ameublement",
  "Section d'enseignement professionnel du Lyce des metiers de l'hotellerie et de la restauration, Yvon Bourges",
  "Section d'enseignement professionnel du lycée polyvalent Paul Mathou Lycée des métiers des travaux publics et du bâtiment",
  "Sectiond'enseignement professionnel du Lycée polyvalent Le Garros - Lycée des métiers du génie civil, de la production et du laboratoire",
  "Établissement régional d'enseignement adapté Jean-Jacques Rousseau",
];

export const PLATFORM_NAMES: readonly string[] = [
  'ENT Auvergne-Rhone-Alpes',
  'ENT Auvergne-Rhône-Alpes',
  'ENT Écoles Académie de Reims',
  'ENT2D Bordeaux (Argos)',
  'Ma classe à la maison',
  "Mon collège Val d'Oise",
  "Mon collège en Val d'Oise",
  'Natitahi (1er degré) / Natirua (2nd degré)',
  'Paris Classe Numérique',
  'Webcollège Seine-Saint-Denis',
  'monlycée.net / ENT Île-de-France',
];

/** The longest hosts that platforms are published under. */
export const HOSTS: readonly string[] = [
  'ent.vienne-condrieu-agglomeration.fr',
  'portivechju.opendigitaleducation.com',
  'neoconnect.opendigitaleducation.com',
  'oneconnect.opendigitaleducation.com',
  'mayotte.opendigitaleducation.com',
];
