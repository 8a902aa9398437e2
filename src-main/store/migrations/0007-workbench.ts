/**
 * What a person adds to the list: labels, saved filters; and what *Clear* needs: `hidden_at` names the Clear that hid a Request, so that
 * this one can be undone. The index is partial, so captures never touch it.
 */
export const workbench = `
ALTER TABLE requests ADD COLUMN label TEXT;
CREATE INDEX requests_hidden ON requests (hidden_at) WHERE hidden_at IS NOT NULL;

CREATE TABLE views (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  filter TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`
