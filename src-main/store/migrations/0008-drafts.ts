/**
 * Requests that a person composes: saved under a name, or (name NULL) sent, which is the composer's history. The whole draft is sealed,
 * for its headers and body may hold credentials; `method` and `address` are what a list shows.
 */
export const drafts = `
CREATE TABLE drafts (
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE,
  method TEXT NOT NULL,
  address TEXT NOT NULL,
  sealed TEXT NOT NULL,
  delivery_id INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`
