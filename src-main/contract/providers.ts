import { z } from 'zod'
import type { CustomProvider, CustomScheme } from '../domain/custom/custom-provider.ts'
import type { Place } from '../domain/place.ts'
import type { Algorithm, Encoding, UrlForm } from '../domain/signature/scheme.ts'
import { providerInfo } from './app.ts'
import { headersToSend, id, method, ok } from './method.ts'
import { verification } from './requests.ts'
import { secretRoles } from './secrets.ts'

export const algorithms = [
  'hmac-sha1',
  'hmac-sha256',
  'hmac-sha384',
  'hmac-sha512',
  'sha256',
  'ed25519',
  'ecdsa-p256',
  'ecdsa-p256-raw',
  'ecdsa-p256-sha1',
  'rsa-sha1',
  'rsa-sha256',
  'rsa-sha512',
  'token',
  'basic',
] as const satisfies readonly Algorithm[]
export const encodings = ['hex', 'base64', 'base64url'] as const satisfies readonly Encoding[]
export const urlForms = ['as-received', 'without-port', 'with-port', 'percent-decoded', 'normalised'] as const satisfies readonly UrlForm[]

const text = z.string().max(200)

/** Where a value sits in a Request; what is in it is checked by sentences (domain/custom/check.ts) and not here. */
export const place = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('header'), names: z.array(text).max(8), each: z.literal(true).exactOptional() }),
  z.strictObject({ in: z.literal('query'), name: text }),
  z.strictObject({ in: z.literal('body'), path: text }),
]) satisfies z.ZodType<Place>

const keyFormat = z.strictObject({ decode: z.enum(['utf8', 'hex', 'base64']), strip: text.exactOptional() })

/** How a described provider signs; the members are those of domain/signature/scheme.ts. */
export const customScheme = z.strictObject({
  algorithm: z.enum(algorithms),
  key: keyFormat,
  signingKey: keyFormat.exactOptional(),
  signature: z.strictObject({
    place,
    separator: z.string().min(1).max(8).exactOptional(),
    assign: z.string().min(1).max(8).exactOptional(),
    field: text.exactOptional(),
    prefix: text.exactOptional(),
    encoding: z.enum(encodings),
  }),
  timestamp: z
    .strictObject({
      at: z.union([place, z.strictObject({ in: z.literal('signature'), field: text })]),
      unit: z.enum(['s', 'ms', 'iso']),
      toleranceSeconds: z.number().int().min(1).max(31_536_000).nullable(),
    })
    .exactOptional(),
  messageId: place.exactOptional(),
  content: z.string().max(2000),
  urlForms: z.array(z.enum(urlForms)).max(5).exactOptional(),
  registeredUrl: z.literal(true).exactOptional(),
  sends: headersToSend.exactOptional(),
}) satisfies z.ZodType<CustomScheme>

/** A provider that a person has described. It holds no secrets. */
export const customProvider = z.strictObject({
  name: z.string().max(60),
  scheme: customScheme,
  eventId: place.nullable(),
  eventType: place.nullable(),
}) satisfies z.ZodType<Omit<CustomProvider, 'id'>>
export type CustomProviderDraft = z.infer<typeof customProvider>

export const trial = z.object({
  verification,
  /** What was read from the signature's places. */
  read: z.object({
    signatures: z.number(),
    /** Why there is nothing to verify, whatever the secret: a sentence. */
    problem: z.string().nullable(),
    timestamp: z.string().nullable(),
    time: z.number().nullable(),
    id: z.string().nullable(),
  }),
  /** What the template stands for, the secret masked; `missing` names what the Request lacks. Null where nothing is computed. */
  produced: z.object({ text: z.string(), bytes: z.number(), cut: z.boolean(), missing: z.string().nullable() }).nullable(),
  eventIds: z.array(z.string()),
  eventType: z.string().nullable(),
})
export type Trial = z.infer<typeof trial>

const provider = z.string().max(64)
const secret = z.string().max(8192)

export const providerMethods = {
  'providers.draft': method(
    'The description of a custom provider to edit, or one to start from that behaves like a built-in provider.',
    { provider, scheme: z.string().max(64).optional() },
    customProvider,
  ),
  'providers.save': method(
    'Saves a custom provider: a new one, or the one with that id. Incoming Requests use it as soon as this returns.',
    { id: provider.optional(), provider: customProvider },
    providerInfo,
  ),
  'providers.delete': method('Deletes a custom provider. Refused while a Source or an Endpoint uses it.', { id: provider }, ok),
  'providers.test': method(
    'Tries a description on a stored Request: verdict, checks, what was read and what was signed. Stores nothing.',
    {
      requestId: id,
      provider: customProvider,
      /** Without it: those of the Request's Source. */
      secrets: z.array(secret.min(1)).max(20).optional(),
    },
    trial,
  ),
  'providers.checkSecret': method(
    'Checks a pasted secret without storing it: is it the kind this provider signs with?',
    {
      provider: provider.nullable(),
      scheme: z.string().max(64).nullable().optional(),
      role: z.enum(secretRoles).optional(),
      value: secret,
    },
    z.object({ level: z.enum(['ok', 'warning']), message: z.string().nullable() }),
  ),
}
