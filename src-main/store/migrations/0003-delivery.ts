/**
 * What the delivery engine remembers beyond a schedule. `reason` groups dead letters; `first_attempt_at` begins a budget of hours and
 * an ordered head's time.
 *
 * The index holds only what waits after a try, so neither a capture nor a Delivery that arrives at once ever touches it: an ordered
 * Endpoint finds its head there, which the due index cannot tell (the head's time is later than that of those behind it).
 */
export const delivery = `
ALTER TABLE deliveries ADD COLUMN reason TEXT;
ALTER TABLE deliveries ADD COLUMN first_attempt_at INTEGER;
CREATE INDEX deliveries_repeated ON deliveries (endpoint_id, id) WHERE state = 'pending' AND attempt_count > 0;

CREATE TABLE endpoint_health (
  endpoint_id INTEGER PRIMARY KEY,
  failures INTEGER NOT NULL,
  failing_since INTEGER,
  open_until INTEGER,
  opens INTEGER NOT NULL,
  throttled_until INTEGER
) STRICT;
`
