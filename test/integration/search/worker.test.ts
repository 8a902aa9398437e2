import { afterEach, expect, test } from 'vitest'
import { parseFilter } from '#domain/filter/parse.ts'
import type { SearchNews, SearchOperations, SearchThreadData } from '#store/search.worker.ts'
import { createThread, type Thread } from '#store/threads/client.ts'
import { allPages, SOURCES, START, searchStore } from './fixture.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** The thread as main starts it, and a way to wait until it says that it is in step with a row. */
async function start(store: ReturnType<typeof searchStore>) {
  let newest: SearchNews = { indexedTo: 0 }
  let heard = () => {}
  const thread: Thread<SearchOperations> = await createThread<SearchOperations>({
    script: new URL('../../../src-main/store/search.worker.ts', import.meta.url),
    data: { dataDir: store.dataDir, providers: [] } satisfies SearchThreadData,
    onNews: news => {
      newest = news as SearchNews
      heard()
    },
  })
  closing.push(() => thread.stop())
  const inStep = async (id: number) => {
    while (!('indexedTo' in newest && newest.indexedTo >= id)) {
      await new Promise<void>(resolve => {
        heard = resolve
      })
    }
  }
  return { thread, inStep }
}

const parsed = parseFilter('verdict:failed')
const asked = { filter: parsed.ok ? parsed.filter : null, now: START, sources: SOURCES, before: null, limit: 1000 }

test('the thread indexes what is there, what is told later, and what changes, also while it is told to be busy', async () => {
  const store = searchStore()
  closing.push(() => store.close())
  const first = Array.from({ length: 300 }, () => store.add({ verdict: 'failed', body: 'needle '.repeat(20) }))
  const { thread, inStep } = await start(store)
  await inStep(first[299] as number)
  expect(allPages(before => store.lists.listRequests({ ...asked, before })).ids).toHaveLength(300)

  await thread.call.busy({ busy: true })
  const later = store.add({ verdict: 'failed' })
  await thread.call.advance({ to: later })
  await inStep(later)
  await thread.call.busy({ busy: false })
  // Out of the index and not in the list any more: so it was the index that answered.
  await thread.call.remove({ ids: [later] })
  expect(allPages(before => store.lists.listRequests({ ...asked, before })).ids).toHaveLength(300)
  await thread.call.refresh({ ids: [later] })
  expect(store.lists.countRequests(asked)).toEqual({ count: 301, exact: true, complete: true })
})

test('a thread told to rebuild starts from nothing and is in step again', async () => {
  const store = searchStore()
  closing.push(() => store.close())
  const ids = Array.from({ length: 50 }, () => store.add({ verdict: 'failed' }))
  const { thread, inStep } = await start(store)
  await inStep(ids[49] as number)
  await thread.call.remove({ ids })
  expect(store.lists.countRequests(asked).count).toBe(0)
  const last = store.add({ verdict: 'failed' })
  await thread.call.rebuild(null)
  await inStep(last)
  expect(store.lists.countRequests(asked)).toEqual({ count: 51, exact: true, complete: true })
})
