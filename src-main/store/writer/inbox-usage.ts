import type { WritableDb } from '../open.ts'

/**
 * How many body bytes the Inbox holds. Summing them up would read every row, and counting at each capture would cost every commit a page:
 * so the sum up to some Request is saved, and what came since is added when somebody asks.
 */
export function inboxUsage(db: WritableDb) {
  const saved = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE key = 'inbox_usage'")
  const save = db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('inbox_usage', ?)")
  const newer = db.prepare<[number], { bytes: number; last: number }>(
    'SELECT coalesce(sum(size) FILTER (WHERE source_id IS NULL), 0) AS bytes, coalesce(max(id), 0) AS last FROM requests WHERE id > ?',
  )

  const read = () => {
    const known = JSON.parse(saved.get()?.value ?? '{"bytes":0,"upTo":0}') as { bytes: number; upTo: number }
    const since = newer.get(known.upTo) ?? { bytes: 0, last: 0 }
    return { bytes: known.bytes + since.bytes, upTo: Math.max(known.upTo, since.last) }
  }
  return {
    read: (): number => read().bytes,
    /** To be called before rows are deleted, with the bytes that go. */
    subtract(bytes: number): void {
      const now = read()
      save.run(JSON.stringify({ ...now, bytes: Math.max(0, now.bytes - bytes) }))
    },
    /** Moves the saved sum forward, so that the next question is cheap. Where nothing came, nothing is written: an idle store stays idle. */
    settle(): void {
      const text = JSON.stringify(read())
      if (text !== saved.get()?.value) save.run(text)
    },
  }
}
