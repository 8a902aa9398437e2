import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startMaintenance } from '#app/maintenance.ts'
import type { StoreClient } from '#app/store-client.ts'
import type { WriterOperations } from '#intake/writer.worker.ts'
import type { MaintenanceOperations } from '#store/maintenance.worker.ts'
import { createThread, type Thread } from '#store/threads/client.ts'
import type { Operations } from '#store/threads/protocol.ts'
import { ingestBy } from '../../support/capture.ts'
import { FakeClock } from '../../support/fake-clock.ts'
import { temporaryFolder } from '../../support/launched.ts'

const MANY = 64 * 1024 * 1024
const quietLog = { debug() {}, info() {}, warn() {}, error() {} }

let folder: ReturnType<typeof temporaryFolder>
let writer: Thread<WriterOperations>
let maintenance: Thread<MaintenanceOperations>
const open = <O extends Operations>(name: string) =>
  createThread<O>({
    script: new URL(`../../../src-main/${name}.worker.ts`, import.meta.url),
    data: { dataDir: folder.path, providers: [] },
  })

beforeEach(async () => {
  folder = temporaryFolder()
  writer = await open<WriterOperations>('intake/writer')
  maintenance = await open<MaintenanceOperations>('store/maintenance')
})
afterEach(async () => {
  await maintenance.stop()
  await writer.stop()
  folder.remove()
})

test('what is not worth a checkpoint waits in the WAL, and goes when it is asked for', async () => {
  await maintenance.call.checkpoint({ fromBytes: 1 })
  await ingestBy(writer)
  const left = await maintenance.call.checkpoint({ fromBytes: MANY })
  expect(left.waitingBytes).toBeGreaterThan(0)
  expect(await maintenance.call.checkpoint({ fromBytes: MANY })).toEqual(left)
  expect(await maintenance.call.checkpoint({ fromBytes: 1 })).toMatchObject({ waitingBytes: 0 })
})

test('while commits keep coming only much is checkpointed; once they pause, all of it, and then nobody is woken any more', async () => {
  const clock = new FakeClock()
  const checkpoint = vi.fn(maintenance.call.checkpoint)
  const advance = vi.fn(async () => null)
  const store = { maintenance: { checkpoint }, search: { advance, busy: async () => null }, write: writer.call }
  const rounds = startMaintenance(store as unknown as StoreClient, clock, quietLog)
  const round = async (times: number) => {
    clock.advance(1000)
    await vi.waitFor(() => expect(advance).toHaveBeenCalledTimes(times))
  }
  await ingestBy(writer)
  await round(1)
  expect(checkpoint).toHaveBeenLastCalledWith({ fromBytes: MANY })
  await ingestBy(writer)
  rounds.written()
  await round(2)
  expect(checkpoint).toHaveBeenLastCalledWith({ fromBytes: MANY })
  await vi.waitFor(() => expect(clock.untilNextTimer()).not.toBeNull())
  await round(3)
  expect(checkpoint).toHaveBeenLastCalledWith({ fromBytes: 1 })
  expect(await maintenance.call.checkpoint({ fromBytes: MANY })).toMatchObject({ waitingBytes: 0 })
  expect(clock.untilNextTimer()).toBeNull()
  rounds.stop()
})

test('a WAL that has grown too long is checkpointed beside the writer before the writer begins it anew', async () => {
  const clock = new FakeClock()
  const asked: string[] = []
  const store = {
    maintenance: {
      checkpoint: async ({ fromBytes }: { fromBytes: number }) => {
        asked.push(`checkpoint from ${fromBytes}`)
        return { walBytes: 5 * MANY, waitingBytes: 0 }
      },
    },
    write: { restartWal: async () => void asked.push('restart') },
    search: { advance: async () => void asked.push('advance'), busy: async () => null },
  }
  const rounds = startMaintenance(store as unknown as StoreClient, clock, quietLog)
  clock.advance(1000)
  await vi.waitFor(() => expect(asked).toEqual([`checkpoint from ${MANY}`, 'checkpoint from 1', 'restart', 'advance']))
  rounds.stop()
})
