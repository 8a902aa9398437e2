import { z } from 'zod'
import { id, method } from './method.ts'

/** What a payload does that none before it did. `path` is written as in `json:` of the filter language. */
const schemaBreak = z.object({ path: z.string(), message: z.string() })
export type SchemaBreak = z.infer<typeof schemaBreak>

export const payloadTypeMethods = {
  'types.infer': method(
    'Types of the JSON payloads actually received, as JSON Schema, TypeScript and Zod. A field that was ever missing is optional.',
    {
      /** Which Requests; usually `source:shop type:invoice.paid`. */
      filter: z.string().max(4096),
      /** Name of the outermost type; made from the event type when left out. */
      name: z
        .string()
        .regex(/^[A-Za-z_$][\w$]{0,79}$/, 'A type name must start with a letter and contain only letters, digits and _.')
        .optional(),
      /** How many of the newest are looked at. */
      limit: z.number().int().min(1).max(500).optional(),
    },
    z.object({
      name: z.string(),
      /** Payloads that the types come from, and those that are no JSON or too large. */
      samples: z.number(),
      skipped: z.number(),
      schema: z.string(),
      typescript: z.string(),
      zod: z.string(),
    }),
  ),
  'types.check': method(
    'Whether a payload fits the types of earlier payloads of its event type: what is new, missing or of another type.',
    { requestId: id },
    z.object({ samples: z.number(), breaks: z.array(schemaBreak) }),
  ),
}
