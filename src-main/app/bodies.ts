import { AppError } from '#contract/errors.ts'
import { headerValue } from '#domain/http/headers.ts'
import { idNumber } from './ids.ts'
import type { Clock } from './ports.ts'
import type { BodyRef, CoreApi, StoredBody } from './services.ts'
import type { StoreClient } from './store-client.ts'

const SLICE = 256 * 1024
/** Held in memory whole, as sent and as decoded. */
const MAX_DECODED = 32 * 1024 * 1024
const MAX_UPLOAD = 64 * 1024 * 1024

/** Bytes in and out beside the frames: bodies are streamed slice by slice, uploads are kept until the call that needs them. */
export function createBodies(store: StoreClient, clock: Clock): Pick<CoreApi, 'openBody' | 'putUpload'> {
  const stored = (owner: number, size: number, contentType: string | null): StoredBody => ({
    size,
    contentType,
    async *read(from, to) {
      for (let at = from; at < to; ) {
        const bytes = await store.read.bodySlice({ owner, from: at, length: Math.min(SLICE, to - at) })
        if (bytes.byteLength === 0) return
        at += bytes.byteLength
        yield bytes
      }
    },
  })

  const open = async (ref: BodyRef): Promise<(StoredBody & { readonly encoding: string | undefined }) | null> => {
    if ('requestId' in ref) {
      const found = await store.read.requestBody({ id: idNumber('req', ref.requestId) })
      if (!found) return null
      const headers = JSON.parse(found.headersJson) as string[]
      const contentType = headerValue(headers, 'content-type') ?? null
      return { ...stored(found.owner, found.size, contentType), encoding: headerValue(headers, 'content-encoding') }
    }
    const found = await store.read.attemptBody({ id: idNumber('att', ref.attemptId), part: ref.part })
    if (!found) return null
    const body = found.kind === 'owner' ? stored(found.owner, found.size, found.contentType) : held(found.bytes, found.contentType)
    return { ...body, encoding: found.contentEncoding ?? undefined }
  }

  return {
    async openBody(ref) {
      const found = await open(ref)
      if (found === null || !ref.decoded) return found
      if (found.size > MAX_DECODED) throw new AppError('too_large', 'Only bodies up to 32 MiB are decoded. Download this one as sent.')
      const sent = await gather(found)
      const decoded = await store.prepare.inflate({ encoding: found.encoding }, sent)
      if (!decoded.ok) throw new AppError('invalid_input', decoded.message)
      return held(decoded.bytes, found.contentType)
    },

    async putUpload(chunks) {
      const parts: Uint8Array[] = []
      let size = 0
      for await (const chunk of chunks) {
        size += chunk.byteLength
        if (size > MAX_UPLOAD) throw new AppError('too_large', 'An upload is at most 64 MiB.')
        parts.push(chunk)
      }
      const body = new Uint8Array(size)
      let at = 0
      for (const part of parts) {
        body.set(part, at)
        at += part.byteLength
      }
      const now = clock.now()
      const id = await store.write.putUpload({ now }, body)
      return { bodyRef: String(id), size }
    },
  }
}

/** A body that is in memory. */
function held(bytes: Uint8Array, contentType: string | null): StoredBody {
  return {
    size: bytes.byteLength,
    contentType,
    async *read(from, to) {
      yield bytes.subarray(from, to)
    },
  }
}

async function gather(body: StoredBody): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(body.size)
  let at = 0
  for await (const part of body.read(0, body.size)) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}
