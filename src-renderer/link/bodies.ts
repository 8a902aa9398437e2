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

/** A header that no page of another origin can add without our leave: stands in for `Sec-Fetch-Site`, which browsers leave out on plain HTTP beyond loopback. */
const ownPage = { 'hookbench-page': '1' }

/**
 * Bytes of a body, whole or from `from` (inclusive) to `to` (exclusive); a range that begins at or after the end is empty.
 * @throws LinkError, `not_found` when the body is gone
 */
export async function fetchBody(body: BodyId, range?: { from: number; to: number }, signal?: AbortSignal): Promise<FetchedBody> {
  const headers = range ? { ...ownPage, range: `bytes=${range.from}-${range.to - 1}` } : ownPage
  const response = await request(bodyUrl(body), { headers, ...(signal ? { signal } : {}) })
  const total = Number(response.headers.get('content-range')?.split('/')[1] ?? response.headers.get('content-length'))
  if (response.status === 416) return { bytes: new Uint8Array(), total }
  if (!response.ok) throw await refusal(response)
  return { bytes: new Uint8Array(await response.arrayBuffer()), total }
}

/** Stores bytes too large for a call; put the `bodyRef` into it instead. At most 64 MiB, kept for an hour. @throws LinkError */
export async function uploadBody(bytes: Blob, signal?: AbortSignal): Promise<{ bodyRef: string; size: number }> {
  const response = await request('/uploads', { method: 'PUT', body: bytes, headers: ownPage, ...(signal ? { signal } : {}) })
  if (!response.ok) throw await refusal(response)
  const { value } = (await response.json()) as { value: { bodyRef: string; size: number } }
  return value
}

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
