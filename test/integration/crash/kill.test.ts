import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../support/launched.ts'
import { type Host, hammer, sha256, startHost } from './host.ts'

const ROUNDS = 3
const AT_LEAST = 500
let folder: ReturnType<typeof temporaryFolder>
let host: Host | null = null

beforeAll(() => {
  folder = temporaryFolder()
})
afterAll(async () => {
  host?.launched.child.kill('SIGKILL')
  await host?.launched.ended
  folder.remove()
})

interface Row {
  readonly id: string
  readonly path: string
}

async function stored({ rpc }: Host): Promise<Row[]> {
  const rows: Row[] = []
  let before: string | undefined
  do {
    const page: { rows: Row[]; next?: string } = await rpc('requests.list', { limit: 500, ...(before ? { before } : {}) })
    rows.push(...page.rows)
    before = page.next
  } while (before)
  return rows
}

test(`kill -9 under load, ${ROUNDS} times: whatever got a 2xx is there, byte for byte`, async () => {
  const promised = new Map<string, string>()
  host = await startHost(folder.path)
  for (let round = 1; round <= ROUNDS; round++) {
    const { child, ended } = host.launched
    // At another moment of the group commit each time.
    const enough = AT_LEAST + Math.floor(Math.random() * 100)
    const answered = await hammer(host.receiver, `round-${round}`, count => {
      if (count === enough) child.kill('SIGKILL')
    })
    expect(await ended).toBeNull()
    expect(answered.size).toBeGreaterThanOrEqual(AT_LEAST)
    for (const [path, digest] of answered) promised.set(path, digest)

    host = await startHost(folder.path)
    const ids = new Map((await stored(host)).map(row => [row.path, row.id]))
    const lost = [...promised.keys()].filter(path => !ids.has(path))
    expect(lost, `round ${round}: of ${promised.size} promised`).toEqual([])
    const altered: string[] = []
    for (const [path, digest] of answered) {
      if (sha256(await host.body(ids.get(path) ?? '')) !== digest) altered.push(path)
    }
    expect(altered, `round ${round}: of ${answered.size} promised`).toEqual([])
  }
  expect(promised.size).toBeGreaterThanOrEqual(ROUNDS * AT_LEAST)

  host.launched.child.kill('SIGTERM')
  expect(await host.launched.ended).toBe(0)
  const db = new Database(join(folder.path, 'hookbench.db'))
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
}, 180_000)
