import { z } from 'zod'
import type { DuplicateKey } from '../domain/config.ts'
import { duplicatePolicies, faultKinds } from './faults.ts'
import { headersToSend, id, listOf, method, ok, time } from './method.ts'
import { maskedSecret, secretsInput } from './secrets.ts'

/**
 * How a Source answers.
 * `custom`: the texts of `headers` and of `body` are templates, `{{path}}`, `{{json.data.id}}` and so on (domain/reply-template.ts); a
 * placeholder that does not exist is refused at save.
 * `fault`: misbehaves, to try a provider's retries; `firstN` = only the first N Requests of each Event (absent = all of them);
 * `delayMs` = how long a `timeout` waits before it answers after all (absent = longer than the provider does), or how long a `drip` takes.
 * `pass-through`: stores the Request, gives it to the Endpoint's app and answers what the app answers.
 */
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
  z.strictObject({
    mode: z.literal('fault'),
    fault: z.enum(faultKinds),
    firstN: z.number().int().min(1).max(100).optional(),
    delayMs: z.number().int().min(0).max(120_000).optional(),
  }),
  z.strictObject({ mode: z.literal('pass-through'), endpointId: id }),
])
export type ReplyMode = z.infer<typeof replyMode>

/** What makes two Requests one Event where the provider gives no event id: the value of a header, or of a JSON path of the body. */
export const duplicateKey = z.union([
  z.strictObject({
    header: z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, "A header name may contain only letters, digits and !#$%&'*+.^_`|~-."),
  }),
  z.strictObject({
    path: z
      .string()
      .min(1)
      .max(200)
      .regex(
        /^[^.[\]]+(?:\[\])?(?:\.[^.[\]]+(?:\[\])?)*$/,
        'A path is names separated by dots, with [] after a list: data.object.id, or events[].id.',
      ),
  }),
]) satisfies z.ZodType<DuplicateKey>

/** First segment(s) of the path under which a Source listens: `/stripe-test`. */
const slug = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'A slug is 1 to 64 characters from a-z, 0-9, dot, dash and underscore, starting with a letter or digit.',
  )

export const source = z.object({
  id,
  name: z.string(),
  slug,
  provider: z.string().nullable(),
  scheme: z.string().nullable(),
  secrets: z.array(maskedSecret),
  reply: replyMode,
  forwardTo: z.array(id),
  /**
   * What becomes of a duplicate of an accepted Event; it is marked in any case. `suppress` (the default): not forwarded again;
   * `forward`: forwarded like the first; `answer-as-before`: not forwarded, and answered as the first one was.
   */
  onDuplicate: z.enum(duplicatePolicies),
  /** Used when the provider gives no event id. */
  duplicateKey: duplicateKey.nullable(),
  /** A Request without any key whose body came before within the window is marked `same-body`; true: and treated as a duplicate. */
  suppressByBody: z.boolean(),
  /** Verify as leniently as the vendor's own SDK does, e.g. with timestamps in the future, where it does that. */
  asVendor: z.boolean(),
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
      /** Refused as `conflict` when the Source has been changed since: a form that stood open must not undo what came meanwhile. */
      ifUpdatedAt: time.optional(),
      name: z.string().min(1).max(100).optional(),
      slug: slug.optional(),
      provider: z.string().max(64).nullable().optional(),
      scheme: z.string().max(64).nullable().optional(),
      secrets: secretsInput.optional(),
      reply: replyMode.optional(),
      forwardTo: z.array(id).max(50).optional(),
      onDuplicate: z.enum(duplicatePolicies).optional(),
      duplicateKey: duplicateKey.nullable().optional(),
      suppressByBody: z.boolean().optional(),
      asVendor: z.boolean().optional(),
      duplicateWindowMs: z
        .number()
        .int()
        .min(0)
        .max(90 * 86_400_000)
        .optional(),
    },
    source,
  ),
  'sources.delete': method('Deletes a Source. Its Requests are kept.', { id }, ok),
}
