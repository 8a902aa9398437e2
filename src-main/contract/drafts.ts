import { z } from 'zod'
import { headerList, id, listOf, method, ok, time } from './method.ts'

/** Letters of a body that a draft can hold: what a person edits, not what a machine made. */
export const DRAFT_BODY = 512 * 1024

const sign = z.union([
  z.strictObject({ with: z.literal('none') }),
  /** As the Endpoint that it goes to is set up. */
  z.strictObject({ with: z.literal('endpoint') }),
  z.strictObject({ with: z.literal('source'), sourceId: id }),
  /** With the secret that comes with `drafts.send`; it is used once and never kept. */
  z.strictObject({ with: z.literal('secret'), scheme: z.string().max(64) }),
])

/** A request as a person composes it; variables (`{{now}}`, `{{uuid}}` ..) stand in it as they are written. */
export const draft = z.strictObject({
  method: z.string().max(32),
  to: z.union([z.strictObject({ endpointId: id }), z.strictObject({ url: z.string().max(8192), local: z.boolean().optional() })]),
  /** What is appended to an Endpoint's URL. */
  path: z.string().max(8192),
  headers: headerList,
  body: z.string().max(DRAFT_BODY, 'A composed body can hold up to 512 KiB of text.'),
  sign,
})
export type RequestDraft = z.infer<typeof draft>

/** A line of the list. `name` null = it was sent: then `deliveryId` is what became of it. */
export const draftRow = z.object({
  id,
  name: z.string().nullable(),
  method: z.string(),
  /** The Endpoint's name and the path, or a URL; without a query. */
  address: z.string(),
  deliveryId: id.nullable(),
  createdAt: time,
  updatedAt: time,
})
export type DraftRow = z.infer<typeof draftRow>

const name = z
  .string()
  .trim()
  .min(1, 'Give the request a name.')
  .max(80, 'Use at most 80 characters.')
  .refine(text => !/[\r\n]/.test(text), 'A name must be a single line.')
/** The draft that masked values of this one were read from: they are taken from there. */
const from = id.optional()

/** Requests that a person composes: saved ones, the history of what was sent, and sending. */
export const draftMethods = {
  'drafts.list': method('Saved requests by name, then the last 50 requests sent from the composer, newest first.', {}, listOf(draftRow)),
  'drafts.get': method(
    'A saved or sent request. Credentials in its headers and URL are masked; pass its id as `from` to send or save it with them.',
    { id },
    draftRow.extend({ draft }),
  ),
  'drafts.save': method(
    'Saves a composed request under a name. It is stored encrypted.',
    { id: id.optional(), name, draft, from },
    draftRow,
  ),
  'drafts.delete': method('Deletes a saved or sent request.', { id }, ok),
  'drafts.send': method(
    'Sends a composed request: fills in its variables, signs it, creates one Delivery, and keeps it in the history.',
    { draft, secret: z.string().max(8192).optional(), from },
    z.object({ deliveryIds: z.array(id), sentId: id }),
  ),
}
