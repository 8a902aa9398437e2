import { z } from 'zod'

/** One row of the method table: what it does, what goes in, what comes out. */
export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly summary: string
  readonly input: I
  readonly output: O
}

/** Declares a method. Inputs are strict: an unknown field is a typo that should be told, not dropped. */
export function method<I extends z.ZodRawShape, O extends z.ZodType>(summary: string, input: I, output: O) {
  return { summary, input: z.strictObject(input), output } satisfies Method
}

export const id = z.string().min(1).max(64)
/** ms since epoch. */
export const time = z.number().int().nonnegative()
export const ok = z.object({ ok: z.literal(true) })
export const headerList = z.array(z.tuple([z.string(), z.string()])).max(500)

/** A header's value that we are to send: printable latin-1, so that none can smuggle in another line. */
export const headerValueToSend = z
  .string()
  .max(16_384)
  .regex(/^[\t\x20-\x7e\x80-\uffff]*$/, 'A header value must be a single line of text.')
  .regex(/^[^\u0100-\uffff]*$/, 'A header value can hold only Latin-1 characters. Encode the others first, as the receiver expects them.')

/** Header fields that we are to send: names are tokens. */
export const headersToSend = z
  .array(
    z.tuple([
      z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/, "A header name may contain only letters, digits and !#$%&'*+.^_`|~-."),
      headerValueToSend,
    ]),
  )
  .max(500)

/** Answer of every list: rows, and a cursor when there is more. */
export function listOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().optional() })
}
/** Input fields of every paged list. Cursors are opaque. */
export const page = { limit: z.number().int().min(1).max(500).optional(), before: z.string().max(200).optional() }
