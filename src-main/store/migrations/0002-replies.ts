/**
 * Replies and duplicates as a Source chooses them. What a Source said of duplicates by a switch it says by a policy; `faults` counts how
 * often a Source in fault mode has failed an Event, which must survive a restart: a provider's retries go on for days.
 */
export const replies = `
UPDATE sources SET config_json = json_remove(
  json_set(config_json,
    '$.onDuplicate', CASE WHEN json_extract(config_json, '$.forwardDuplicates') THEN 'forward' ELSE 'suppress' END,
    '$.duplicateKey', NULL,
    '$.suppressByBody', json('false'),
    '$.asVendor', json('false')),
  '$.forwardDuplicates');

CREATE TABLE faults (
  source_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  count INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (source_id, key)
) STRICT, WITHOUT ROWID;
`
