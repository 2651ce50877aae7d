/** Why everything somebody owes residents is not handed over. */
export const dutyRefusals = {
  notYours: () => '别人的首问责任由本人移交，或请双访办移交。',
};
