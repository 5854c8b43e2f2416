/**
 * Euros for one US dollar: AWS bills in dollars, people here reckon in euros.
 *
 * One for one, chosen: the euro has been worth more than a dollar in every year but 2022, so that
 * what is said is rather more than the bill. It stands here and nowhere else.
 */
export const EUROS_PER_DOLLAR = 1;
