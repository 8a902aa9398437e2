/**
 * Who shares the bytes of a Request. Without it the question is answered by going through all repeats of an Event, at each row that is
 * deleted. Partial: of captures only those that share pay for it.
 */
export const sharers = 'CREATE INDEX requests_sharing ON requests (body_of) WHERE body_of IS NOT NULL;'
