import type { ErrorShape } from '#contract/errors.ts'
import { LinkError, lostCall } from './link-error.ts'

export type BodyId = { readonly requestId: string } | { readonly attemptId: string; readonly part: 'request' | 'response' }
export interface FetchedBody {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Size of the whole body in bytes, of which `bytes` may be a part. */
  readonly total: number
}

/**
 * Path of a body, the same in both hosts: the web server and Electron's `app://` answer it alike. Good as `href` of a download
 * link; never as `src` of anything, for captured content is not rendered in our origin.
 */
export function bodyUrl(body: BodyId): string {
  return 'requestId' in body ? `/body/${body.requestId}` : `/body/attempt/${body.attemptId}/${body.part}`
}

export interface Progress {
  /** Bytes that are here, and bytes in all. */
  readonly done: number
  readonly total: number
}

/** A header that no page of another origin can add without our leave: stands in for `Sec-Fetch-Site`, which browsers leave out on plain HTTP beyond loopback. */
const ownPage = { 'hookbench-page': '1' }

/**
 * Bytes of a body, whole or from `from` (inclusive) to `to` (exclusive); a range that begins at or after the end is empty.
 * @throws LinkError, `not_found` when the body is gone
 */
export async function fetchBody(
  body: BodyId,
  range?: { from: number; to: number },
  signal?: AbortSignal,
  onProgress?: (progress: Progress) => void,
): Promise<FetchedBody> {
  const headers = range ? { ...ownPage, range: `bytes=${range.from}-${range.to - 1}` } : ownPage
  const response = await request(bodyUrl(body), { headers, ...(signal ? { signal } : {}) })
  const total = Number(response.headers.get('content-range')?.split('/')[1] ?? response.headers.get('content-length'))
  if (response.status === 416) return { bytes: new Uint8Array(), total }
  if (!response.ok) throw await refusal(response)
  const { body: stream } = response
  const bytes = onProgress && stream ? await gather(stream, total, onProgress) : new Uint8Array(await response.arrayBuffer())
  return { bytes, total }
}

/** The body after its Content-Encoding was undone, by the core. @throws LinkError, also when it cannot be undone */
export async function fetchDecoded(body: BodyId): Promise<FetchedBody> {
  const response = await request(`${bodyUrl(body)}/decoded`, { headers: ownPage })
  if (!response.ok) throw await refusal(response)
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { bytes, total: bytes.length }
}

/** Stores bytes too large for a call; put the `bodyRef` into it instead. At most 64 MiB, kept for an hour. @throws LinkError */
export async function uploadBody(bytes: Blob, signal?: AbortSignal): Promise<{ bodyRef: string; size: number }> {
  const response = await request('/uploads', { method: 'PUT', body: bytes, headers: ownPage, ...(signal ? { signal } : {}) })
  if (!response.ok) throw await refusal(response)
  const { value } = (await response.json()) as { value: { bodyRef: string; size: number } }
  return value
}

/** Reads a stream into one array of the size that was announced, and tells now and then how far it is. */
async function gather(
  stream: ReadableStream<Uint8Array>,
  total: number,
  onProgress: (progress: Progress) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(total)
  let done = 0
  let told = 0
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const chunk = next.value
    if (done + chunk.length > bytes.length) {
      const larger = new Uint8Array(done + chunk.length)
      larger.set(bytes.subarray(0, done))
      bytes = larger
    }
    bytes.set(chunk, done)
    done += chunk.length
    if (done - told < TELL_EVERY) continue
    told = done
    onProgress({ done, total })
  }
  return done === bytes.length ? bytes : bytes.slice(0, done)
}

const TELL_EVERY = 512 * 1024

async function request(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (init.signal?.aborted) throw init.signal.reason
    throw error instanceof TypeError ? lostCall() : error
  }
}

async function refusal(response: Response): Promise<LinkError> {
  const reply = (await response.json().catch(() => null)) as { error?: ErrorShape } | null
  return new LinkError(reply?.error ?? { code: 'internal', message: `Hookbench answered with status ${response.status}. Reload the page.` })
}
