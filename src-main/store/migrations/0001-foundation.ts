/**
 * The whole house of migration 1. Times are ms since epoch, ids are numbers of domain/ids.ts, JSON columns are named so.
 *
 * What the capture commit may touch is only: requests (append), claims (the one random key), messages and deliveries (append).
 * Everything that is searched by another key lives in search.db, which can be rebuilt.
 */
export const foundation = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE settings (key TEXT PRIMARY KEY, value_json TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  config_json TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE endpoints (
  id INTEGER PRIMARY KEY,
  config_json TEXT NOT NULL,
  disabled_reason TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- Summary columns first: a list reads a row's head and never walks the overflow pages of its body.
CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  received_at INTEGER NOT NULL,
  method TEXT NOT NULL,
  target TEXT NOT NULL,
  source_id INTEGER,
  provider TEXT,
  size INTEGER NOT NULL,
  reply_status INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  code TEXT,
  event_id TEXT,
  event_count INTEGER NOT NULL,
  event_type TEXT,
  repetition TEXT,
  duplicate_of INTEGER,
  handshake TEXT,
  problem TEXT,
  origin TEXT NOT NULL,
  via TEXT NOT NULL,
  pinned INTEGER NOT NULL DEFAULT 0,
  hidden_at INTEGER,
  note TEXT,
  headers_json TEXT NOT NULL,
  detail_json TEXT NOT NULL,
  -- Exactly one of: body here, body_of another Request of the same Event, or chunk rows.
  body_of INTEGER,
  body BLOB
) STRICT;
-- What retention looks at every minute: the Inbox alone, oldest first (the rowid is an index's last column), pinned ones apart.
CREATE INDEX requests_inbox ON requests (pinned) WHERE source_id IS NULL;

CREATE TABLE chunks (owner INTEGER NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (owner, n)) STRICT;

-- source_id 0 is the Inbox. Claims outlive their Requests.
CREATE TABLE claims (
  source_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  request_id INTEGER NOT NULL,
  claimed_at INTEGER NOT NULL,
  PRIMARY KEY (source_id, key)
) STRICT, WITHOUT ROWID;
-- Later Requests of an Event whose first one holds the claim; also tells whose body is shared.
CREATE TABLE repeats (first_id INTEGER NOT NULL, request_id INTEGER NOT NULL, PRIMARY KEY (first_id, request_id)) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  request_id INTEGER,
  event_type TEXT,
  method TEXT NOT NULL,
  -- Appended to the target's URL: the part of a forwarded path after the slug, with the query.
  path TEXT NOT NULL,
  headers_json TEXT NOT NULL,
  sign_json TEXT NOT NULL,
  size INTEGER NOT NULL,
  -- Whose bytes are sent: a Request's (unchanged forward) or this Message's own chunks.
  body_owner INTEGER NOT NULL,
  idempotency_key TEXT,
  idempotency_hash TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_idempotency ON messages (idempotency_key) WHERE idempotency_key IS NOT NULL;

-- endpoint_id 0 is a bare URL. target_json is the snapshot that history keeps: {name, url, local}.
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL,
  endpoint_id INTEGER NOT NULL,
  request_id INTEGER,
  target_json TEXT NOT NULL,
  state TEXT NOT NULL,
  next_attempt_at INTEGER,
  -- Length of the wait that next_attempt_at ends and when it began, to mend a clock that was set back.
  wait_ms INTEGER NOT NULL DEFAULT 0,
  attempt_count INTEGER NOT NULL DEFAULT 0,
  -- Set by a manual retry of a dead letter: one attempt, then back to failed.
  once INTEGER NOT NULL DEFAULT 0,
  -- The run (process) that holds the lease while state is delivering.
  run TEXT,
  last_status INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX deliveries_due ON deliveries (endpoint_id, next_attempt_at, id) WHERE state = 'pending';
CREATE INDEX deliveries_leased ON deliveries (id) WHERE state = 'delivering';
CREATE INDEX deliveries_failed ON deliveries (id) WHERE state = 'failed';
CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint_id, id);
CREATE INDEX deliveries_by_message ON deliveries (message_id);
CREATE INDEX deliveries_by_request ON deliveries (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE attempts (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  status INTEGER,
  outcome TEXT NOT NULL,
  error TEXT,
  note TEXT,
  request_headers_json TEXT NOT NULL,
  response_headers_json TEXT NOT NULL,
  response_size INTEGER NOT NULL,
  response_body BLOB NOT NULL
) STRICT;
CREATE INDEX attempts_by_delivery ON attempts (delivery_id, id);

CREATE TABLE alerts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  group_key TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  target_json TEXT NOT NULL,
  acknowledged_at INTEGER
) STRICT;
CREATE INDEX alerts_open ON alerts (group_key) WHERE acknowledged_at IS NULL;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  input_json TEXT NOT NULL,
  cursor_json TEXT NOT NULL,
  done INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  total INTEGER,
  error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE uploads (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, created_at INTEGER NOT NULL) STRICT;
`
