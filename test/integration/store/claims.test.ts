import { expect, test } from 'vitest'
import { migrate } from '#store/migrate.ts'
import { openWriter } from '#store/open.ts'
import { claimWrites } from '#store/writer/claims.ts'
import { temporaryFolder } from '../../support/launched.ts'

test('claims that have outlived every window go, slice by slice, round and round', () => {
  const folder = temporaryFolder()
  const db = openWriter(folder.path)
  try {
    migrate(db, folder.path)
    const now = 200 * 86_400_000
    const put = db.prepare('INSERT INTO claims (source_id, key, request_id, claimed_at) VALUES (?, ?, 1, ?)')
    for (let i = 0; i < 1200; i++) put.run(i % 3, `key-${i}`, i % 2 === 0 ? now - 91 * 86_400_000 : now - 89 * 86_400_000)
    const { sweepClaims } = claimWrites(db)
    const gone = [sweepClaims({ now }), sweepClaims({ now }), sweepClaims({ now })]
    expect(gone.reduce((sum, count) => sum + count)).toBe(600)
    expect(Math.max(...gone)).toBeLessThanOrEqual(500)
    expect(db.prepare('SELECT count(*) FROM claims').pluck().get()).toBe(600)
    // It begins anew: what has aged meanwhile goes in the next round.
    const later = now + 2 * 86_400_000
    expect(sweepClaims({ now: later }) + sweepClaims({ now: later })).toBe(600)
  } finally {
    db.close()
    folder.remove()
  }
})
