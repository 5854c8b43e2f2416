/** What may be wrong with a line of a dossier's journal. */
export type LineFault =
  | 'line-unreadable'
  | 'line-numbered-otherwise'
  | 'line-does-not-follow'
  | 'line-altered';

/** Why an archive is not one that Préau packs. */
export type ArchiveFault =
  | 'header-cut'
  | 'header-changed'
  | 'content-changed'
  | 'name-refused'
  | 'file-twice'
  | 'too-many-files'
  | 'too-large'
  | 'packed-too-tightly'
  | 'table-changed'
  | 'digest-missing'
  | 'digest-differs';

/** Everything that a look at a dossier may find, for programs; people get its words. */
export type DossierFault =
  | LineFault
  | ArchiveFault
  | 'manifest-unreadable'
  | 'file-missing'
  | 'file-not-as-listed'
  | 'file-not-listed'
  | 'last-line-differs'
  | 'home-line-earlier';
