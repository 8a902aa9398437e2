import { expect, test } from 'vitest'
import { migrate } from '#store/migrate.ts'
import { migrations } from '#store/migrations/index.ts'
import { openWriter } from '#store/open.ts'
import { openCore } from '../../support/core.ts'
import { temporaryFolder } from '../../support/launched.ts'

test('a Source that an older version has saved keeps what it said of duplicates', async () => {
  const folder = temporaryFolder()
  const db = openWriter(folder.path)
  migrate(db, folder.path, migrations.slice(0, 1))
  const put = db.prepare('INSERT INTO sources (id, slug, config_json, created_at, updated_at) VALUES (?, ?, ?, 1, 1)')
  for (const [id, forwardDuplicates] of [
    [1, true],
    [2, false],
  ] as const) {
    const old = {
      name: 'old',
      provider: 'github',
      scheme: null,
      reply: { mode: 'strict' },
      forwardTo: [],
      forwardDuplicates,
      duplicateWindowMs: 1000,
      secrets: [],
    }
    put.run(id, `s${id}`, JSON.stringify(old))
  }
  db.close()
  const core = await openCore({ folder })
  try {
    const { rows } = await core.rpc['sources.list']({})
    expect(rows.map(({ slug, onDuplicate }) => [slug, onDuplicate])).toEqual([
      ['s1', 'forward'],
      ['s2', 'suppress'],
    ])
    expect(rows[0]).toMatchObject({ duplicateKey: null, suppressByBody: false, asVendor: false, duplicateWindowMs: 1000 })
    expect(rows[0]).not.toHaveProperty('forwardDuplicates')
  } finally {
    await core.end()
  }
})
