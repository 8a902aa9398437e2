/** Bytes cut into packets of these sizes, in turn and over again. */
export function packetsOf(all: Buffer, sizes: readonly number[]): Buffer[] {
  const packets: Buffer[] = []
  for (let at = 0, i = 0; at < all.length; i++) {
    const length = sizes[i % sizes.length] ?? 1
    packets.push(all.subarray(at, at + length))
    at += length
  }
  return packets
}

/** A body as HTTP chunks of these sizes, in turn and over again, with a trailer behind the last. */
export function chunked(body: Uint8Array, sizes: readonly number[]): Buffer<ArrayBuffer> {
  const chunks = packetsOf(Buffer.from(body), sizes).flatMap(part => [
    Buffer.from(`${part.length.toString(16)}\r\n`),
    part,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...chunks, Buffer.from('0\r\nX-Trailer: z\r\n\r\n')])
}
