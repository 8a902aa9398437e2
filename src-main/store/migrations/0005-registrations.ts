/** Webhooks that were registered at providers: few rows, read whole at start. The record is JSON, its token and secret sealed by the host. */
export const registrations = `
CREATE TABLE registrations (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL,
  record_json TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`
