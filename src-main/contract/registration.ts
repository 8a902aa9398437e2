import { z } from 'zod'
import { id, listOf, method, time } from './method.ts'

/** A call of a provider's API as it is sent, but for what is secret. `does`: a sentence. */
export const shownCall = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string().nullable(),
  does: z.string(),
})
export type ShownCall = z.infer<typeof shownCall>

/**
 * `in-step`: it calls our public URL of now; `url-changed`: an earlier one; `gone`: somebody has removed it at the provider; `unfinished`: a
 * call was interrupted and nobody knows whether it was carried out; `off`: it is not there, and made when the public URL is.
 */
export const registrationStates = ['in-step', 'url-changed', 'gone', 'unfinished', 'off'] as const

export const registration = z.object({
  id,
  sourceId: id,
  /** Which API: `github`, `gitlab`, `stripe`, `shopify`, `linear`, `telegram`, `svix`. */
  api: z.string(),
  kind: z.string(),
  target: z.string(),
  /** Address of a server of one's own; null = the vendor's. */
  baseUrl: z.string().nullable(),
  local: z.boolean(),
  events: z.array(z.string()),
  /** What the provider calls, and what it should call now (null: there is no public URL). */
  url: z.string().nullable(),
  wantedUrl: z.string().nullable(),
  state: z.enum(registrationStates),
  /** Why the last attempt failed, a sentence. */
  problem: z.string().nullable(),
  hooks: z.array(z.object({ name: z.string(), remoteId: z.string().nullable() })),
  /** Somebody else made it: it is only taken note of, never changed or removed. */
  attached: z.boolean(),
  token: z.string(),
  keepInStep: z.boolean(),
  removeOnStop: z.boolean(),
  /** Ask for what was missed whenever the public URL is there again. */
  backfillAuto: z.boolean(),
  /** Forward what is fetched from the API as if it had been received. */
  forwardFetched: z.boolean(),
  backfill: z.object({ how: z.enum(['redeliver', 'fetch', 'recover', 'waits', 'none']), note: z.string() }),
  /** Until when nothing can have been missed, as far as is known. */
  seenAt: time,
  createdAt: time,
  updatedAt: time,
})
export type Registration = z.infer<typeof registration>

/** How one connects a Source of a provider; null `api`: by hand, as the provider's `setup` says. */
export const connectOptions = z.object({
  api: z
    .object({
      id: z.string(),
      name: z.string(),
      docs: z.string(),
      token: z.object({ label: z.string(), hint: z.string(), url: z.string(), scopes: z.string() }),
      own: z.object({ label: z.string(), hint: z.string(), placeholder: z.string() }).nullable(),
      targets: z.array(
        z.object({
          kind: z.string(),
          label: z.string(),
          hint: z.string(),
          placeholder: z.string(),
          needed: z.boolean(),
          choices: z.boolean(),
        }),
      ),
      events: z.object({ options: z.array(z.string()), usual: z.array(z.string()), hint: z.string() }),
      secret: z.enum(['made-here', 'comes-back', 'of-the-app']),
      notes: z.array(z.string()),
      /** False: the hook must be there already. */
      makes: z.boolean(),
      backfill: z.object({ how: z.enum(['redeliver', 'fetch', 'recover', 'waits', 'none']), note: z.string() }),
    })
    .nullable(),
  /** Public URL of now, without a Source's path; null: no tunnel is up. */
  publicUrl: z.string().nullable(),
})
export type ConnectOptions = z.infer<typeof connectOptions>

const publicUrl = z.url({ protocol: /^https?$/, error: 'A public URL must start with https://.' }).max(2000)
const token = z
  .string()
  .trim()
  .min(1)
  .max(4096)
  .regex(/^[\x21-\x7e]+$/, 'A token is one word of letters, digits and symbols. Copy it again, without spaces.')
const where = {
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'The address of a server must start with https://.' })
    .max(500)
    .nullable()
    .optional(),
  local: z.boolean().optional(),
}
const choices = {
  keepInStep: z.boolean().optional(),
  removeOnStop: z.boolean().optional(),
  backfillAuto: z.boolean().optional(),
  forwardFetched: z.boolean().optional(),
}

export const registrationMethods = {
  'sources.connect': method(
    'Registers the Source with its provider through the API. Without `confirm` nothing changes: it returns the calls it would make, and the `confirm` to call again with. `registrationId` brings an existing registration up to date.',
    {
      id,
      registrationId: id.optional(),
      kind: z.string().max(40).optional(),
      target: z.string().trim().max(300).optional(),
      /** Sealed at rest. Left out: the one of the last registration at the same API. */
      token: token.optional(),
      ...where,
      events: z.array(z.string().trim().min(1).max(100)).max(100).optional(),
      /** Used instead of the tunnel's, without the Source's path. */
      publicUrl: publicUrl.optional(),
      ...choices,
      confirm: z.string().max(100).optional(),
    },
    z.discriminatedUnion('step', [
      z.object({
        step: z.literal('plan'),
        url: z.string(),
        /** Looks only; then what is made or changed. */
        reads: z.array(shownCall),
        writes: z.array(shownCall),
        confirm: z.string(),
      }),
      z.object({ step: z.literal('done'), registration }),
    ]),
  ),
  'sources.disconnect': method(
    'Removes at the provider what was registered for the Source. `dryRun` only returns the calls; `forget` makes none and just forgets the registration.',
    { id, registrationId: id.optional(), dryRun: z.boolean().optional(), forget: z.boolean().optional() },
    z.object({ removed: z.array(id), calls: z.array(shownCall) }),
  ),
  'sources.backfill': method(
    'Asks the provider, as a job, for what it could not deliver since `since` (default: when nothing was last known to be missing).',
    { id, registrationId: id.optional(), since: time.optional(), forward: z.boolean().optional() },
    z.object({ jobIds: z.array(id) }),
  ),
  'registrations.list': method('Registrations with providers, oldest first.', { sourceId: id.optional() }, listOf(registration)),
  'registrations.check': method('Asks the provider for the current state of a registration.', { id }, registration),
  'registrations.update': method(
    'Changes what happens to a registration automatically.',
    { id, token: token.optional(), ...choices },
    registration,
  ),
  'registrations.options': method(
    'How a Source is connected to its provider.',
    { provider: z.string().max(64).nullable() },
    connectOptions,
  ),
  'registrations.targets': method(
    'Repositories, projects, teams and so on where a token may register webhooks.',
    { provider: z.string().max(64), kind: z.string().max(40), token: token.optional(), ...where },
    listOf(z.object({ target: z.string(), label: z.string() })).extend({ complete: z.boolean() }),
  ),
}
