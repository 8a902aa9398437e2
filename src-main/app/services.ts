import type { MethodName, OutputOf, ParsedInputOf } from '#contract/methods.ts'

/** Methods that belong to a connection and are answered by the rpc server itself. */
export type ConnectionMethod = 'subscribe' | 'unsubscribe'
export type ServiceName = Exclude<MethodName, ConnectionMethod>

/** One handler for each method of the contract: a host cannot forget one, for it would not compile. Inputs are validated before. */
export type Services = {
  readonly [M in ServiceName]: (input: ParsedInputOf<M>) => Promise<OutputOf<M>>
}

/** A body to stream: never held whole in memory. */
export interface StoredBody {
  readonly size: number
  /** As the sender said; only for the download's name, it is never served as this type. */
  readonly contentType: string | null
  /** Bytes `from` (inclusive) to `to` (exclusive), in pieces of at most 256 KiB. */
  read(from: number, to: number): AsyncIterable<Uint8Array>
}

/** `decoded`: after Content-Encoding was undone. */
export type BodyRef = ({ readonly requestId: string } | { readonly attemptId: string; readonly part: 'request' | 'response' }) & {
  readonly decoded?: true
}

/** A file that long work has made. */
export interface StoredFile {
  readonly name: string
  readonly size: number
  read(): AsyncIterable<Uint8Array>
}

/** What a transport may ask of the core beside the methods. */
export interface CoreApi {
  readonly services: Services
  /** Null when there is no such body. @throws AppError `invalid_input` when it cannot be decoded as asked */
  openBody(ref: BodyRef): Promise<StoredBody | null>
  /** What a job has made, for `GET /files/<jobId>`; null when there is nothing. */
  openFile(jobId: string): Promise<StoredFile | null>
  /** Takes bytes too large for a frame; the answer's `bodyRef` goes into the next call. Kept for an hour. */
  putUpload(chunks: AsyncIterable<Uint8Array>): Promise<{ bodyRef: string; size: number }>
}
