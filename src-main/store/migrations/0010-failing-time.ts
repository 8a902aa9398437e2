/**
 * How long an Endpoint has been failing, without the gaps in which nothing was tried (a machine that slept). What was failing before
 * begins to count anew.
 */
export const failingTime = `
ALTER TABLE endpoint_health ADD COLUMN failed_at INTEGER;
ALTER TABLE endpoint_health ADD COLUMN failing_ms INTEGER NOT NULL DEFAULT 0;
`
