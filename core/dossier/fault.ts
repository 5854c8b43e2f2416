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
  | 'content-cut'
  | 'name-refused'
  | 'file-twice'
  | 'too-many-files'
  | 'too-large'
  | 'packed-too-tightly'
  | 'table-changed'
  | 'digest-missing'
  | 'digest-differs'
  | 'bytes-after-end'
  | 'byte-changed';

/** What may be wrong with a signature, or with a time stamp. */
export type ProofFault =
  | 'signer-differs'
  | 'signer-other'
  | 'signature-missing'
  | 'signature-wrong'
  | 'stamp-unreadable'
  | 'stamp-refused'
  | 'stamp-of-other-bytes'
  | 'stamp-signature-wrong'
  | 'stamp-signer-unfit'
  | 'stamp-untrusted';

/** Everything that a look at a dossier may find, for programs; people get its words. */
export type DossierFault =
  | LineFault
  | ArchiveFault
  | ProofFault
  | 'manifest-too-large'
  | 'manifest-unreadable'
  | 'file-missing'
  | 'file-not-as-listed'
  | 'file-not-listed'
  | 'file-elsewhere'
  | 'last-line-differs'
  | 'home-line-earlier';
