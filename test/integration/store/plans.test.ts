import { expect, test } from 'vitest'
import { idMint } from '#domain/ids.ts'
import { migrate } from '#store/migrate.ts'
import { openWriter } from '#store/open.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { noteStatement } from '#store/writer/fetched.ts'
import { forwardInsert } from '#store/writer/forwards.ts'
import { writeOperations } from '#store/writer/index.ts'
import { replyStatements } from '#store/writer/replies.ts'
import { temporaryFolder } from '../../support/launched.ts'

/** Tables that grow with what comes in and goes out. */
const large = ['requests', 'claims', 'repeats', 'chunks', 'messages', 'deliveries', 'attempts']

test('no statement of the writer goes through a large table, for every sender waits meanwhile', () => {
  const folder = temporaryFolder()
  const db = openWriter(folder.path)
  migrate(db, folder.path)
  const mint = idMint(() => 1_800_000_000_000)
  const prepared = new Set<string>()
  const watched = new Proxy(db, {
    get: (target, name) => {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        if (name === 'prepare') prepared.add(String(args[0]))
        return Reflect.apply(value, target, args)
      }
    },
  })
  writeOperations(watched, mint, () => false)
  captureStatements(watched)
  replyStatements(watched, mint)
  forwardInsert(watched, mint)
  noteStatement(watched)

  const scans: string[] = []
  for (const sql of prepared) {
    // Any value will do: plans are made without looking at them.
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql.replaceAll(/\?|@\w+/g, '1')}`).all() as { detail: string }[]
    const names = new Map(
      [...sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?([a-z]\w*))?/g)].map(([, table, alias]) => [alias ?? table, table]),
    )
    for (const { detail } of plan) {
      const [, alias = '', how = ''] = /^SCAN (\w+)(.*)$/.exec(detail) ?? []
      const table = names.get(alias) ?? alias
      if (large.includes(table) && !how.includes('USING')) scans.push(`${table}: ${sql.replaceAll(/\s+/g, ' ').trim()}`)
    }
  }
  expect(prepared.size).toBeGreaterThan(60)
  expect(scans).toEqual([])
  db.close()
  folder.remove()
})
