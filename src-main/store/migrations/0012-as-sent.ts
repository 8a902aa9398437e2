/**
 * What an attempt sent where it is not what its Delivery says: `url` (the Endpoint has another one by now, or it was signed in the URL)
 * and `request_body` (signed in the body); NULL = the Delivery's own. `still_ms`: how long a Delivery lay past its time between attempts,
 * its Endpoint paused or the machine asleep.
 */
export const asSent = `
ALTER TABLE attempts ADD COLUMN url TEXT;
ALTER TABLE attempts ADD COLUMN request_body BLOB;
ALTER TABLE deliveries ADD COLUMN still_ms INTEGER NOT NULL DEFAULT 0;
`
