/** As the contract has them; importing them from there would bring its schemas along. */
export const wordLimit = 100;
export const wordbankLimit = 1000;
