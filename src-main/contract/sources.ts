import { z } from 'zod'
import { headersToSend, id, listOf, method, ok, time } from './method.ts'
import { maskedSecret, secretsInput } from './secrets.ts'

/** How a Source answers. The foundation ships `strict`, `accept` and `custom`; a mode that is added later is one more member here. */
export const replyMode = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('strict') }),
  z.strictObject({ mode: z.literal('accept') }),
  z.strictObject({
    mode: z.literal('custom'),
    status: z.number().int().min(200).max(599),
    headers: headersToSend.default([]),
    body: z.string().max(65_536).default(''),
    delayMs: z.number().int().min(0).max(60_000).default(0),
  }),
])
export type ReplyMode = z.infer<typeof replyMode>

/** First segment(s) of the path under which a Source listens: `/stripe-test`. */
const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'A slug is 1 to 64 of a-z, 0-9, dot, dash and underscore, and starts with a letter or digit.')

export const source = z.object({
  id,
  name: z.string(),
  slug,
  provider: z.string().nullable(),
  scheme: z.string().nullable(),
  secrets: z.array(maskedSecret),
  reply: replyMode,
  forwardTo: z.array(id),
  /** Forward duplicates too. Default false: a duplicate of an accepted Event is marked and not forwarded again. */
  forwardDuplicates: z.boolean(),
  /** For how long an accepted event key makes later Requests duplicates, in ms. */
  duplicateWindowMs: z.number(),
  /** Local URL to paste at the provider while no tunnel is up. */
  url: z.string(),
  createdAt: time,
  updatedAt: time,
})
export type Source = z.infer<typeof source>

export const sourceMethods = {
  'sources.list': method('Sources, oldest first.', {}, listOf(source)),
  'sources.save': method(
    'Creates a Source, or changes the one with that id. Fields left out keep their value.',
    {
      id: id.optional(),
      name: z.string().min(1).max(100).optional(),
      slug: slug.optional(),
      provider: z.string().max(64).nullable().optional(),
      scheme: z.string().max(64).nullable().optional(),
      secrets: secretsInput.optional(),
      reply: replyMode.optional(),
      forwardTo: z.array(id).max(50).optional(),
      forwardDuplicates: z.boolean().optional(),
      duplicateWindowMs: z
        .number()
        .int()
        .min(0)
        .max(90 * 86_400_000)
        .optional(),
    },
    source,
  ),
  'sources.delete': method('Removes a Source. Its Requests stay.', { id }, ok),
}
