/** Reasons that are kept with a step where nobody gave one. */
export const handedByOffice = '双访办转办';
