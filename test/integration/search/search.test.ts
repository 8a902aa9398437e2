import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Filter } from '#domain/filter/ast.ts'
import { parseFilter } from '#domain/filter/parse.ts'
import { formatId } from '#domain/ids.ts'
import { providers } from '#providers/index.ts'
import { searchPath } from '#store/open.ts'
import { allPages, allPagesUpwards, SOURCES, START, searchStore } from './fixture.ts'

let store: ReturnType<typeof searchStore>
beforeEach(() => {
  store = searchStore()
})
afterEach(() => store.close())

const asked = (text: string) => {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return { filter: parsed.filter as Filter, now: START + 3_600_000, sources: SOURCES }
}
const list = (text: string, limit = 100) => allPages(before => store.lists.listRequests({ ...asked(text), before, limit })).ids
/** Asks on until the count is complete. */
const counted = (question: Parameters<typeof store.lists.countRequests>[0]) => {
  let answer = store.lists.countRequests(question)
  while (!answer.complete) answer = store.lists.countRequests({ ...question, before: answer.next ?? null, counted: answer.count })
  return answer
}
const req = (id: number) => formatId('req', id)

/** True when the index, and not a walk over the rows, answers: without the row in the index there is no answer. */
const answersFromIndex = (text: string, id: number): boolean => {
  store.startIndexer().remove([id])
  const without = list(text)
  store.startIndexer().refresh([id])
  return without.length === 0 && list(text).length === 1
}

describe('the index', () => {
  test('finds by every kind of facet, and by the beginning of a type', () => {
    const other = store.add({ eventType: 'charge.failed', replyStatus: 200, method: 'PUT' })
    const id = store.add({
      sourceId: 1,
      provider: 'stripe',
      eventType: 'Invoice.Paid',
      verdict: 'failed',
      code: 'timestamp_too_old',
      replyStatus: 503,
      repetition: 'duplicate',
      eventKeys: ['evt_1', 'evt 2/é"'],
      dead: true,
      pinned: true,
      via: 'tunnel',
    })
    store.catchUp()
    const found = [
      ...[
        'source:stripe-test',
        'source:src_00000000001',
        '-source:inbox',
        'provider:stripe',
        'type:invoice.paid',
        'type:invoice.*',
        'type:inv*',
      ],
      ...[
        'verdict:failed',
        'code:timestamp_too_old',
        'status:503',
        'status:5xx',
        'status:>=400',
        'status:!=200',
        'method:post',
        'is:duplicate',
      ],
      ...[
        'is:dead',
        'is:forwarded',
        'is:pinned',
        'is:batch',
        'is:tunnel',
        'event:evt_1',
        'event:"evt 2/é\\""',
        'after:2026-01-15T12:00:01Z',
      ],
    ]
    for (const text of found) {
      expect(list(text), text).toEqual([req(id)])
      expect(list(`-${text}`), `-${text}`).toEqual([req(other)])
      expect(store.lists.countRequests(asked(text)), text).toEqual({ count: 1, exact: true, complete: true })
    }
    expect(list('source:shop')).toEqual([])
    expect(list('source:nowhere')).toEqual([])
    expect(list('-source:nowhere')).toEqual([req(id), req(other)])
    for (const text of found.filter(f => !f.startsWith('after'))) expect(answersFromIndex(text, id), text).toBe(true)
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('finds a text inside a %s body', (encoding, compress) => {
    const headers = ['Content-Type', 'application/json', 'Content-Encoding', encoding]
    const id = store.add({ headers, body: compress(Buffer.from('{"customer":"Grüße from the NEEDLE"}')) })
    store.add({ headers, body: compress(Buffer.from('{"customer":"straw"}')) })
    store.catchUp()
    expect(list('needle')).toEqual([req(id)])
    expect(list('"GRÜSSE"')).toEqual([])
    expect(list('"grüße from"')).toEqual([req(id)])
  })

  test('looks into the first 64 KiB of a large body, chunked or compressed, and never inflates a bomb', () => {
    const early = `${' early-word '}${'x'.repeat(700 * 1024)}`
    const plain = store.add({ headers: ['Content-Type', 'text/plain'], body: early })
    const packed = store.add({
      headers: ['Content-Encoding', 'gzip'],
      body: gzipSync(Buffer.from(`early-word ${Array.from({ length: 9000 }, (_, i) => i * 7919).join(' ')}`)),
    })
    store.add({ headers: ['Content-Encoding', 'gzip'], body: gzipSync(Buffer.alloc(80 * 1024 * 1024, 'early-word ')) })
    store.add({ headers: ['Content-Type', 'text/plain'], body: `${'x'.repeat(65 * 1024)} early-word` })
    store.catchUp()
    expect(list('early-word')).toEqual([req(packed), req(plain)])
  })

  test('is not asked for binary bodies and broken encodings, and such rows are found by everything else', () => {
    const id = store.add({ target: '/pixel', headers: ['Content-Type', 'image/png'], body: Buffer.from([0x89, 0x50, 0, 0x6e, 0x65, 0x65]) })
    const broken = store.add({ target: '/pixel', headers: ['Content-Encoding', 'gzip'], body: 'not gzip at all' })
    store.catchUp()
    expect(list('pixel')).toEqual([req(broken), req(id)])
    expect(list('"not gzip"')).toEqual([])
  })

  test('never holds captured credentials', () => {
    const headers = ['Authorization', 'Bearer s3cr3t-bearer', 'Cookie', 's3cr3t-cookie=1', 'X-Api-Key', 's3cr3t-key', 'X-Topic', 'orders']
    const id = store.add({ target: '/hook?token=s3cr3t-query&page=2', headers })
    for (const step of ['before', 'after']) {
      if (step === 'after') store.catchUp()
      for (const secret of ['s3cr3t', 's3cr3t-bearer', 's3cr3t-query', 'header:authorization~s3cr3t', 'header:x-api-key=s3cr3t-key'])
        expect(list(secret), `${secret} ${step} indexing`).toEqual([])
      for (const text of ['orders', 'page=2', 'header:x-topic=orders', 'header:authorization']) expect(list(text), text).toEqual([req(id)])
    }
    const words = store.startIndexer() && store.reader
    words.prepare('ATTACH ? AS s').run(searchPath(store.dataDir))
    expect(words.prepare('SELECT rowid FROM s.docs WHERE docs MATCH \'"3cr"\'').all()).toEqual([])
    expect(words.prepare('SELECT rowid FROM s.docs WHERE docs MATCH \'"rde"\'').all()).toHaveLength(1)
  })

  test('never holds what a provider file marks as a credential in body or headers either', () => {
    store.close()
    store = searchStore({ providers })
    const body = '{"token":"s3cr3t-token","team":"acme"}'
    const slack = store.add({ provider: 'slack', headers: ['Content-Type', 'application/json'], body })
    const form = store.add({
      provider: 'slack',
      headers: ['Content-Type', 'application/x-www-form-urlencoded'],
      body: 'token=s3cr3t-token&team=acme',
    })
    store.catchUp()
    for (const text of ['s3cr3t', 'json:$.token~s3cr3t', '"\\"token\\":\\"s3"']) expect(list(text), text).toEqual([])
    expect(list('acme json:$.team=acme')).toEqual([req(form), req(slack)])
    const other = store.add({ provider: 'github', headers: ['Content-Type', 'application/json'], body })
    store.catchUp()
    expect(list('s3cr3t')).toEqual([req(other)])
  })

  test('follows changes: pinned, hidden, deleted, restored', () => {
    const [a, b] = [store.add({ target: '/a-path' }), store.add({ target: '/b-path' })]
    store.catchUp()
    expect(list('is:pinned')).toEqual([])
    store.db.prepare('UPDATE requests SET pinned = 1 WHERE id = ?').run(a)
    store.startIndexer().refresh([a])
    expect(list('is:pinned')).toEqual([req(a)])
    store.db.prepare('UPDATE requests SET hidden_at = 1 WHERE id = ?').run(a)
    expect(list('is:pinned')).toEqual([])
    expect(store.lists.countRequests(asked('method:post'))).toMatchObject({ count: 1 })
    expect(list('')).toEqual([req(b)])
    store.db.prepare('DELETE FROM requests WHERE id = ?').run(b)
    expect(list('b-path')).toEqual([])
    store.startIndexer().refresh([b])
    expect(list('-is:pinned')).toEqual([])
  })
})

describe('rows and index', () => {
  test('rows that are not indexed yet are found, in order, before those that are', () => {
    const old = [store.add({ verdict: 'failed', body: 'needle' }), store.add(), store.add({ verdict: 'failed', body: 'needle' })]
    store.catchUp()
    const young = [store.add({ verdict: 'failed', body: 'needle' }), store.add(), store.add({ verdict: 'failed', body: 'needle' })]
    const wanted = [young[2], young[0], old[2], old[0]].map(id => req(id as number))
    for (const text of ['verdict:failed', 'needle', 'needle verdict:failed', 'is:pinned or verdict:failed', '-verdict:unconfigured']) {
      expect(list(text), text).toEqual(wanted)
      expect(list(text, 1), text).toEqual(wanted)
      expect(store.lists.countRequests(asked(text))).toEqual({ count: 4, exact: true, complete: true })
    }
    store.catchUp()
    expect(list('needle')).toEqual(wanted)
  })

  test('the cursor stays good when the index moves on between two pages', () => {
    const ids = Array.from({ length: 40 }, () => store.add({ verdict: 'failed' }))
    const seen: string[] = []
    let before: string | null = null
    do {
      const page = store.lists.listRequests({ ...asked('verdict:failed'), before, limit: 7 })
      seen.push(...page.rows.map(row => row.id))
      before = page.next ?? null
      if (seen.length === 14) store.catchUp()
    } while (before !== null)
    expect(seen).toEqual(ids.reverse().map(req))
  })

  test.each(['deleted', 'garbled', 'emptied'])('a search.db that was %s is made anew, and meanwhile the answer is right', how => {
    const id = store.add({ body: 'needle' })
    store.add({ body: 'straw' })
    store.catchUp()
    expect(list('needle')).toEqual([req(id)])
    store.whileClosed(path => {
      if (how === 'deleted') rmSync(path)
      else writeFileSync(path, how === 'garbled' ? Buffer.alloc(40_000, 'rubbish ') : '')
    })
    expect(list('needle')).toEqual([req(id)])
    store.catchUp()
    expect(list('needle')).toEqual([req(id)])
    expect(answersFromIndex('needle', id)).toBe(true)
  })

  test('an index that turns out to be damaged in the middle is let go of, said, and made anew', () => {
    const ids = Array.from({ length: 500 }, (_, i) =>
      store.add({ verdict: i % 5 === 0 ? 'failed' : 'verified', body: `needle ${i} ${i * 7919}` }),
    )
    store.catchUp()
    store.whileClosed(garblePages)
    const upwards = allPagesUpwards(from => store.lists.listRequests({ ...asked('verdict:failed'), before: null, from, limit: 1000 }))
    store.whileClosed(() => {})
    const { lists } = store
    const first = lists.listRequests({ ...asked('verdict:failed'), before: null, limit: 1000 })
    expect(first.damaged).toBe(true)
    const pages = allPages(before => lists.listRequests({ ...asked('verdict:failed'), before, limit: 1000 }))
    expect(pages.ids).toEqual(
      ids
        .filter((_, i) => i % 5 === 0)
        .reverse()
        .map(req),
    )
    expect(upwards).toEqual(pages.ids)
    store.startIndexer().rebuild()
    store.catchUp()
    expect(list('verdict:failed')).toEqual(pages.ids)
    expect(lists.listRequests({ ...asked('verdict:failed'), before: null, limit: 10 }).damaged).toBeUndefined()
  })
})

describe('slices', () => {
  test('a scan stops when its time is over, says how far it came, and the next call goes on there', () => {
    store.close()
    store = searchStore({ sliceMs: 0 })
    const ids = Array.from({ length: 25 }, (_, i) => store.add({ body: 'x'.repeat(i) }))
    store.catchUp()
    const first = store.lists.listRequests({ ...asked('size:<3'), before: null, limit: 10 })
    expect(first).toEqual({ rows: [], complete: false, next: req(ids[24] as number), scannedTo: req(ids[24] as number) })
    const all = allPages(before => store.lists.listRequests({ ...asked('size:<3'), before, limit: 10 }))
    expect(all.ids).toEqual([ids[2], ids[1], ids[0]].map(id => req(id as number)))
    // One call for each row that was looked at, and one that finds the end.
    expect(all).toMatchObject({ calls: 26, incomplete: 25 })
    let counted = store.lists.countRequests(asked('size:<3'))
    while (!counted.complete)
      counted = store.lists.countRequests({ ...asked('size:<3'), before: counted.next ?? null, counted: counted.count })
    expect(counted).toEqual({ count: 3, exact: true, complete: true })
  })

  test('a count ends at 10,000 and says that there are more', () => {
    store.db.transaction(() => {
      for (let i = 0; i < 10_001; i++) store.add()
    })()
    expect(counted({ ...asked(''), filter: null })).toEqual({ count: 10_000, exact: false, complete: true })
    store.catchUp()
    expect(counted(asked('method:post'))).toEqual({ count: 10_000, exact: false, complete: true })
    store.db.prepare('DELETE FROM requests WHERE id = (SELECT max(id) FROM requests)').run()
    expect(counted(asked('method:post'))).toEqual({ count: 10_000, exact: true, complete: true })
  })

  test('a count that is asked on, portion by portion, comes to the same', () => {
    store.close()
    store = searchStore({ sliceMs: 0 })
    store.db.transaction(() => {
      for (let i = 0; i < 3500; i++) store.add({ verdict: i % 7 === 0 ? 'failed' : 'verified' })
    })()
    store.catchUp()
    const first = store.lists.countRequests(asked('verdict:verified'))
    expect(first).toMatchObject({ count: 1000, exact: false, complete: false })
    expect(counted(asked('verdict:verified'))).toEqual({ count: 3000, exact: true, complete: true })
    expect(counted({ ...asked(''), filter: null })).toEqual({ count: 3500, exact: true, complete: true })
  })

  test('a cursor that is none of ours is refused in a sentence', () => {
    expect(() => store.lists.listRequests({ ...asked(''), before: '17', limit: 1 })).toThrow('Load the list again')
  })
})

/** Overwrites every page behind the first three, so that the file opens and only its lists are broken. */
function garblePages(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, 3 * 4096)
  writeFileSync(path, bytes)
}
