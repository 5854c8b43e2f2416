/** Where an académie stands on the map: columns from the west, rows from the north, one tile each. */
export interface AcademieTile {
  readonly name: string;
  /** What fits a tile on a phone. */
  readonly short: string;
  readonly column: number;
  readonly row: number;
}

const tile = (name: string, short: string, column: number, row: number): AcademieTile => ({
  name,
  short,
  column,
  row,
});

/**
 * A map of tiles, drawn for this page: neighbours are near one another, and areas say nothing. The two
 * last rows are overseas. Names are those of data/academies.csv, which a test compares.
 */
export const ACADEMIE_TILES: readonly AcademieTile[] = [
  tile('Lille', 'LIL', 4, 0),
  tile('Normandie', 'NOR', 3, 1),
  tile('Amiens', 'AMI', 4, 1),
  tile('Reims', 'REI', 5, 1),
  tile('Nancy-Metz', 'NAN', 6, 1),
  tile('Strasbourg', 'STR', 7, 1),
  tile('Rennes', 'REN', 1, 2),
  tile('Nantes', 'NTE', 2, 2),
  tile('Versailles', 'VER', 3, 2),
  tile('Paris', 'PAR', 4, 2),
  tile('Créteil', 'CRE', 5, 2),
  tile('Dijon', 'DIJ', 6, 2),
  tile('Besançon', 'BES', 7, 2),
  tile('Poitiers', 'POI', 2, 3),
  tile('Orléans-Tours', 'ORL', 3, 3),
  tile('Limoges', 'LIM', 4, 3),
  tile('Clermont-Ferrand', 'CLE', 5, 3),
  tile('Lyon', 'LYO', 6, 3),
  tile('Grenoble', 'GRE', 7, 3),
  tile('Bordeaux', 'BOR', 3, 4),
  tile('Toulouse', 'TOU', 4, 4),
  tile('Montpellier', 'MON', 5, 4),
  tile('Aix-Marseille', 'AIX', 6, 4),
  tile('Nice', 'NIC', 7, 4),
  tile('Corse', 'COR', 7, 5),
  tile('Guadeloupe', 'GUA', 0, 6),
  tile('Martinique', 'MAR', 1, 6),
  tile('Guyane', 'GUY', 2, 6),
  tile('La Réunion', 'RÉU', 3, 6),
  tile('Mayotte', 'MAY', 4, 6),
  tile('Saint Pierre et Miquelon', 'SPM', 0, 7),
  tile('Nouvelle Calédonie', 'NCA', 1, 7),
  tile('Polynésie Française', 'POL', 2, 7),
  tile('Wallis et Futuna', 'WAL', 3, 7),
];
