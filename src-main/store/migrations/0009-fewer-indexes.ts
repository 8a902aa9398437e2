/** Deliveries of a Message are found by their ids: see ../deliveries-of.ts. */
export const fewerIndexes = 'DROP INDEX deliveries_by_message;'
