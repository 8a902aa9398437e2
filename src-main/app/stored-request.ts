import { AppError } from '#contract/errors.ts'
import type { RequestExtras } from '#domain/capture.ts'
import type { RawHeaders } from '#domain/http/headers.ts'
import type { RequestRow } from '#domain/request.ts'
import { idNumber, notFound } from './ids.ts'
import type { StoreClient } from './store-client.ts'

/** A Request read back from the store. */
export interface StoredRequest {
  readonly number: number
  readonly row: RequestRow
  readonly target: string
  readonly headers: RawHeaders
  readonly extras: RequestExtras
  readonly repeats: readonly string[]
  readonly deliveryIds: readonly string[]
}

/** @throws AppError `not_found` */
export async function loadRequest(store: Pick<StoreClient, 'read'>, id: string): Promise<StoredRequest> {
  const number = idNumber('req', id)
  const found = await store.read.findRequest({ id: number })
  if (!found) throw notFound('req', id)
  return { number, ...found }
}

/** All bytes of a stored Request. */
export function loadBody(store: Pick<StoreClient, 'read'>, request: StoredRequest): Promise<Uint8Array> {
  return store.read.readBody({ owner: request.number, size: request.row.size })
}

/** Bytes of an upload or of base64 text, at most one of which may be given; null when none is. */
export async function givenBody(
  store: Pick<StoreClient, 'read'>,
  input: {
    body?: string | undefined
    bodyBase64?: string | undefined
    bodyRef?: string | undefined
    bodyFrom?: { requestId: string } | undefined
  },
): Promise<Uint8Array | null> {
  const given = [input.body, input.bodyBase64, input.bodyRef, input.bodyFrom].filter(value => value !== undefined)
  if (given.length > 1) throw new AppError('invalid_input', 'Give the body once: as body, bodyBase64, bodyRef or bodyFrom.')
  if (input.body !== undefined) return new TextEncoder().encode(input.body)
  if (input.bodyBase64 !== undefined) return new Uint8Array(Buffer.from(input.bodyBase64, 'base64'))
  if (input.bodyFrom !== undefined) return loadBody(store, await loadRequest(store, input.bodyFrom.requestId))
  if (input.bodyRef === undefined) return null
  const upload = await store.read.findUpload({ ref: input.bodyRef })
  if (!upload) throw new AppError('not_found', 'That upload is gone (uploads are kept for an hour). Upload the bytes again.')
  return store.read.readBody({ owner: upload.id, size: upload.size })
}
