/** What an alert belongs to (which is what gets muted), and whether it came while that was muted: then it is history and no news. */
export const alertSubjects = `
ALTER TABLE alerts ADD COLUMN subject_json TEXT;
ALTER TABLE alerts ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
`
