import type { Capture, Stored } from '#domain/capture.ts'
import { headerValue } from '#domain/http/headers.ts'
import { isEncoded } from '#intake/decode.ts'
import { movable } from '#store/threads/protocol.ts'
import type { StoreClient } from './store-client.ts'

/** Bodies above this are inflated, parsed and verified by the prepare thread: no other sender's commit waits for them. */
const PREPARE_FROM = 64 * 1024

/**
 * Hands a Capture to the store; resolves when it is on disk.
 * @param full tells that the disk is nearly full: then nothing is taken, while there is still room to say so
 */
export function createCapture(store: StoreClient, full: () => boolean) {
  return async (capture: Capture): Promise<Stored> => {
    if (full()) throw new Error('The disk is nearly full; nothing is stored until there is room again.')
    if (capture.body.byteLength <= PREPARE_FROM && !isEncoded(headerValue(capture.headers, 'content-encoding'))) {
      return store.write.ingest({ capture, assessment: null })
    }
    const { assessment, body } = await store.prepare.assess(capture, movable(capture.body))
    return store.write.ingest({ capture: { ...capture, body }, assessment }, movable(body))
  }
}
