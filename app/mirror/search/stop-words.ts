/**
 * Words that every lesson has: they tell none from another. Folded. What is also the name of a subject
 * stays out of the list: son, or, vers, été.
 */
export const STOP_WORDS: { readonly [language in 'fr' | 'en']: ReadonlySet<string> } = {
  fr: new Set(
    (
      'a ai ainsi alors as au aucun aussi autre autres aux avec avoir ce cela ces cet cette ceux ci comme dans de des ' +
      'donc du elle elles en es est et etaient etait etre eux fait il ils je la le les leur leurs lui ma mais me meme ' +
      'memes mes moi ne ni nos notre nous on ont ou par pas peut peuvent pour qu quand que quel quelle quelles quels ' +
      'qui sa sans se ses si soit sont sous sur ta te tes toi tous tout toute toutes tu un une vos votre vous y'
    ).split(' '),
  ),
  en: new Set(
    (
      'a all also am an and any are as at be been but by can did do does for from had has have he her him his how ' +
      'i if in into is it its me my no nor not of on or our out s shall she should so some such t than that the ' +
      'their them then there these they this those to too us was we were what when which who why will with would ' +
      'you your'
    ).split(' '),
  ),
};
