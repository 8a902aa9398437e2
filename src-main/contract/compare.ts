import { z } from 'zod'
import type { BodyDifference } from '../domain/compare/differences.ts'
import type { FieldDifference } from '../domain/compare/fields.ts'
import type { JsonChange } from '../domain/compare/json.ts'
import type { LineRow } from '../domain/compare/lines.ts'
import { id, method, time } from './method.ts'

const change = z.enum(['same', 'added', 'removed', 'changed'])

/** All values of a name on either side, credentials masked; null where it is absent. */
const field = z.object({
  name: z.string(),
  change,
  a: z.array(z.string()).readonly().nullable(),
  b: z.array(z.string()).readonly().nullable(),
})
field satisfies z.ZodType<FieldDifference>
/** `path` as JavaScript writes it: `data.items[0].price`. Values as they stand in the source, clipped. */
const jsonChange = z.object({
  path: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  a: z.string().nullable(),
  b: z.string().nullable(),
})
jsonChange satisfies z.ZodType<JsonChange>
const lineRow = z.union([
  z.object({ kind: change, a: z.number().nullable(), b: z.number().nullable(), left: z.string(), right: z.string() }),
  z.object({ kind: z.literal('skip'), lines: z.number() }),
])
lineRow satisfies z.ZodType<LineRow>

const body = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same') }),
  z.object({ kind: z.literal('empty') }),
  z.object({
    kind: z.literal('json'),
    changes: z.array(jsonChange).readonly(),
    more: z.number(),
    rows: z.array(lineRow).readonly(),
    moreRows: z.number(),
  }),
  z.object({ kind: z.literal('form'), fields: z.array(field).readonly() }),
  z.object({ kind: z.literal('text'), rows: z.array(lineRow).readonly(), moreRows: z.number() }),
  z.object({ kind: z.literal('bytes'), at: z.number(), sizeA: z.number(), sizeB: z.number() }),
])
body satisfies z.ZodType<BodyDifference>
const message = z.object({ headers: z.array(field).readonly(), query: z.array(field).readonly(), body })

/** What is compared: a captured Request with our answer, or an Attempt with the answer that came. */
const side = z.object({
  id,
  kind: z.enum(['request', 'attempt']),
  at: time,
  method: z.string(),
  /** Path and query, or URL; credentials masked. */
  target: z.string(),
  eventType: z.string().nullable(),
  /** Null when no answer came. */
  status: z.number().nullable(),
})

export const comparison = z.object({ a: side, b: side, request: message, response: message.nullable() })
export type ComparisonResult = z.infer<typeof comparison>
export type ComparedField = z.infer<typeof field>
export type ComparedMessage = z.infer<typeof message>
export type ComparedLine = z.infer<typeof lineRow>

export const compareMethods = {
  'requests.compare': method(
    'How two messages differ: headers, query, body and responses. The ids are those of Requests or Attempts; credentials stay masked.',
    { a: id, b: id },
    comparison,
  ),
  'requests.previous': method(
    'The previous Request with the same Source and event type but another Event; null if there is none.',
    { id },
    z.object({ id: id.nullable() }),
  ),
}
