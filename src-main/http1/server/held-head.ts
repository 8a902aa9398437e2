const NOTHING = Buffer.alloc(0)

/** The beginning of a head that has not come in full. Grows by doubling: a head may come byte by byte. */
export class HeldHead {
  #memory = NOTHING
  #length = 0

  get length(): number {
    return this.#length
  }

  /** What is there; the memory is this object's. */
  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#length)
  }

  add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length
    if (length > this.#memory.length) {
      const memory = Buffer.allocUnsafeSlow(Math.max(1024, 2 * this.#length, length))
      memory.set(this.bytes)
      this.#memory = memory
    }
    this.#memory.set(bytes, this.#length)
    this.#length = length
  }

  clear(): void {
    this.#memory = NOTHING
    this.#length = 0
  }
}
