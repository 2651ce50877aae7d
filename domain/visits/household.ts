/** The words a cadre names a household by, so that the same household is named alike from visit to visit. */

/** Blanks, signs and 家 at the end make no difference: `3幢501 周家` and `3幢501周` are one household. */
export const householdWords = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<=.)(?:家庭|人家|家|户)$/, '');
