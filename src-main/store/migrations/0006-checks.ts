/** Endpoint Checks. Their state is their job's; what was sent and what came back is in the results, masked and cut. */
export const checks = `
CREATE TABLE checks (
  id INTEGER PRIMARY KEY,
  job_id INTEGER,
  endpoint_id INTEGER,
  url TEXT NOT NULL,
  provider TEXT NOT NULL,
  -- What it is run with: secrets and observation sealed.
  input_json TEXT NOT NULL,
  plan_json TEXT NOT NULL,
  -- What a list shows of it: grade, counts, requests.
  summary_json TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX checks_by_url ON checks (url, id);

CREATE TABLE check_results (
  check_id INTEGER NOT NULL,
  scenario TEXT NOT NULL,
  result_json TEXT NOT NULL,
  PRIMARY KEY (check_id, scenario)
) STRICT, WITHOUT ROWID;
`
