import type { ProviderInfo } from '#contract/app.ts'
import type { InputOf } from '#contract/methods.ts'
import type { RequestRow } from '#contract/requests.ts'
import type { ReplyMode, Source } from '#contract/sources.ts'
import { en } from '../../strings/en.ts'
import { type SecretsDraft, secretsDraft, secretsOf } from '../secrets/secrets-draft.ts'

/** A Source while it is edited. Numbers are text until they are sent: a half-typed number is not an error yet. */
export interface SourceDraft {
  readonly name: string
  readonly slug: string
  /** The slug was typed and no longer follows the name. */
  readonly slugTyped: boolean
  /** '' = other. */
  readonly provider: string
  /** '' = the provider's first. */
  readonly scheme: string
  readonly secrets: SecretsDraft
  readonly mode: ReplyMode['mode']
  readonly status: string
  readonly body: string
  readonly delay: string
  readonly forwardTo: readonly string[]
  readonly forwardDuplicates: boolean
}

export type DraftErrors = Partial<Record<'name' | 'slug' | 'status' | 'delay', string>>

/** First values: of the stored Source, or of the captured Request that it is made from, or none. */
export function sourceDraft(source: Source | undefined, from: RequestRow | undefined, providers: readonly ProviderInfo[]): SourceDraft {
  const provider = source ? source.provider : (from?.provider ?? null)
  const custom = source?.reply.mode === 'custom' ? source.reply : undefined
  const segment = from?.path.split('/')[1]?.toLowerCase() ?? ''
  const name = source?.name ?? providers.find(known => known.id === provider)?.name ?? ''
  const slug = source?.slug ?? (isSlug(segment) ? segment : slugOf(name))
  return {
    name,
    slug,
    slugTyped: source !== undefined || isSlug(segment),
    provider: provider ?? '',
    scheme: source?.scheme ?? '',
    secrets: secretsDraft(source?.secrets ?? []),
    mode: source?.reply.mode ?? 'strict',
    status: String(custom?.status ?? 200),
    body: custom?.body ?? '',
    delay: String(custom?.delayMs ?? 0),
    forwardTo: source?.forwardTo ?? [],
    forwardDuplicates: source?.forwardDuplicates ?? false,
  }
}

const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(text)

/** A path made of a name: `Stripe test mode` to `stripe-test-mode`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
}

export function sourceErrors(draft: SourceDraft): DraftErrors {
  const status = Number(draft.status)
  const delay = Number(draft.delay)
  const custom = draft.mode === 'custom'
  return {
    ...(draft.name.trim() === '' ? { name: en.source.nameMissing } : {}),
    ...(isSlug(draft.slug) ? {} : { slug: en.source.slugWrong }),
    ...(custom && !(Number.isInteger(status) && status >= 200 && status <= 599) ? { status: en.source.statusWrong } : {}),
    ...(custom && !(Number.isInteger(delay) && delay >= 0 && delay <= 60_000) ? { delay: en.source.delayWrong } : {}),
  }
}

/** The scheme in force: the one chosen, or the provider's first. */
export function schemeOf(
  draft: Pick<SourceDraft, 'provider' | 'scheme'>,
  providers: readonly ProviderInfo[],
): ProviderInfo['schemes'][number] | undefined {
  const schemes = providers.find(provider => provider.id === draft.provider)?.schemes ?? []
  return schemes.find(scheme => scheme.id === draft.scheme) ?? schemes[0]
}

/** What `sources.save` is called with. Headers of a custom reply, which are not edited here, stay as they are. */
export function sourceInput(draft: SourceDraft, source: Source | undefined, providers: readonly ProviderInfo[]): InputOf<'sources.save'> {
  const scheme = schemeOf(draft, providers)
  const headers = source?.reply.mode === 'custom' ? source.reply.headers : []
  return {
    ...(source ? { id: source.id } : {}),
    name: draft.name.trim(),
    slug: draft.slug,
    provider: draft.provider || null,
    scheme: draft.scheme || null,
    secrets: secretsOf(draft.secrets, scheme?.secretRole ?? 'signing'),
    reply:
      draft.mode === 'custom'
        ? { mode: 'custom', status: Number(draft.status), headers, body: draft.body, delayMs: Number(draft.delay) }
        : { mode: draft.mode },
    forwardTo: [...draft.forwardTo],
    forwardDuplicates: draft.forwardDuplicates,
  }
}
