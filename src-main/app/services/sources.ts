import { AppError } from '#contract/errors.ts'
import type { Source } from '#contract/sources.ts'
import type { ReplyMode, SourceConfig } from '#domain/config.ts'
import { formatId } from '#domain/ids.ts'
import { readTemplate } from '#domain/reply-template.ts'
import { providerById } from '#providers/index.ts'
import type { ConfigCache, SourceDraft } from '../config/cache.ts'
import { maskSecrets, mergeSecrets, reassignRoles, rolesFor } from '../config/secrets.ts'
import { refusedAt } from '../errors.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Services } from '../services.ts'
import { mustBeAsOpened } from './as-opened.ts'

const WEEK = 7 * 86_400_000
const blank: SourceDraft = {
  name: '',
  slug: '',
  provider: null,
  scheme: null,
  secrets: [],
  reply: { mode: 'strict' },
  forwardTo: [],
  onDuplicate: 'suppress',
  duplicateKey: null,
  suppressByBody: false,
  duplicateWindowMs: WEEK,
  asVendor: false,
}

/** `sources.*`. @param baseUrl where the receiver listens */
export function sourceServices(config: ConfigCache, mintSecretId: () => string, baseUrl: () => string) {
  const show = (source: SourceConfig): Source => ({
    ...source,
    id: formatId('src', source.id),
    secrets: maskSecrets(source.secrets),
    reply: showReply(source.reply),
    forwardTo: source.forwardTo.map(id => formatId('ep', id)),
    url: `${baseUrl()}/${source.slug}`,
  })

  return {
    'sources.list': async () => ({ rows: config.sources().map(show) }),

    'sources.save': input =>
      config.exclusively(async () => {
        const id = input.id === undefined ? null : idNumber('src', input.id)
        const current = id === null ? null : config.source(id)
        if (id !== null && !current) throw notFound('src', id)
        mustBeAsOpened('Source', current, input.ifUpdatedAt)
        const before: SourceDraft = current ?? blank
        const provider = input.provider === undefined ? before.provider : input.provider
        const known = providerById(provider)
        if (provider !== null && !known) {
          throw new AppError('invalid_input', `There is no provider "${provider}"; providers.list names them all.`)
        }
        const scheme = input.scheme === undefined ? (provider === before.provider ? before.scheme : null) : input.scheme
        if (scheme !== null && !known?.schemes.some(({ id }) => id === scheme)) {
          throw new AppError(
            'invalid_input',
            `The provider "${provider ?? 'none'}" has no scheme "${scheme}"; leave it out to accept all of its schemes.`,
          )
        }
        const forwardTo = input.forwardTo?.map(endpoint => {
          const number = idNumber('ep', endpoint)
          if (!config.endpoint(number)) throw notFound('ep', endpoint)
          return number
        })
        const name = input.name ?? (before.name || known?.name || 'Source')
        const slug = input.slug ?? (before.slug || freeSlug(name, config.sources()))
        const owner = config.sources().find(other => other.slug === slug && other.id !== id)
        if (owner) throw refusedAt('slug', 'conflict', `The path /${slug} belongs to the source “${owner.name}”. Choose another one.`)
        const kept = known && provider !== before.provider ? reassignRoles(before.secrets, known, scheme) : before.secrets
        const saved = await config.saveSource(id, {
          name,
          slug,
          provider,
          scheme,
          secrets: input.secrets ? mergeSecrets(kept, input.secrets, mintSecretId, rolesFor(known, scheme, 'verify')) : kept,
          reply: input.reply ? readReply(input.reply, config) : before.reply,
          forwardTo: forwardTo ? [...new Set(forwardTo)] : before.forwardTo,
          onDuplicate: input.onDuplicate ?? before.onDuplicate,
          duplicateKey: input.duplicateKey === undefined ? before.duplicateKey : input.duplicateKey,
          suppressByBody: input.suppressByBody ?? before.suppressByBody,
          duplicateWindowMs: input.duplicateWindowMs ?? before.duplicateWindowMs,
          asVendor: input.asVendor ?? before.asVendor,
        })
        return show(saved)
      }),

    'sources.delete': ({ id }) =>
      config.exclusively(async () => {
        if (!(await config.deleteSource(idNumber('src', id)))) throw notFound('src', id)
        return { ok: true as const }
      }),
  } satisfies Partial<Services>
}

function showReply(reply: ReplyMode): Source['reply'] {
  if (reply.mode === 'custom') return { ...reply, headers: reply.headers.map(([name, value]) => [name, value]) }
  if (reply.mode === 'pass-through') return { ...reply, endpointId: formatId('ep', reply.endpointId) }
  return reply
}

/** @throws AppError `not_found` for an Endpoint that is not there, `invalid_input` for a placeholder that there is not */
function readReply(reply: Source['reply'], config: ConfigCache): ReplyMode {
  if (reply.mode === 'custom') {
    for (const text of [reply.body, ...reply.headers.map(([, value]) => value)]) {
      const read = readTemplate(text)
      if (!read.ok) throw new AppError('invalid_input', read.reason)
    }
  }
  if (reply.mode !== 'pass-through') return reply
  const endpointId = idNumber('ep', reply.endpointId)
  if (!config.endpoint(endpointId)) throw notFound('ep', reply.endpointId)
  return { ...reply, endpointId }
}

/** `Stripe test` to `stripe-test`, and `stripe-test-2` when that is taken. */
function freeSlug(name: string, sources: readonly SourceConfig[]): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 48) || 'source'
  const taken = new Set(sources.map(source => source.slug))
  let slug = base
  for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`
  return slug
}
