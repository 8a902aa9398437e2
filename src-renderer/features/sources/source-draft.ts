import type { ProviderInfo } from '#contract/app.ts'
import type { InputOf } from '#contract/methods.ts'
import type { RequestRow } from '#contract/requests.ts'
import type { Source } from '#contract/sources.ts'
import type { SecretRole } from '#domain/secret.ts'
import { en } from '../../strings/en.ts'
import { type SecretsDraft, secretsDraft, secretsOf } from '../secrets/secrets-draft.ts'
import { type DuplicateDraft, duplicateDraft, duplicateErrors, duplicateInput } from './duplicate-draft.ts'
import { type ReplyDraft, type ReplyErrors, replyDraft, replyErrors, replyInput } from './reply-draft.ts'

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
  /** Those that the scheme verifies with, and stored ones of roles that the provider does not ask for. */
  readonly secrets: SecretsDraft
  /** Those of the roles that the provider asks for besides. */
  readonly extra: Readonly<Partial<Record<SecretRole, SecretsDraft>>>
  readonly reply: ReplyDraft
  readonly duplicates: DuplicateDraft
  readonly forwardTo: readonly string[]
}

export type DraftErrors = Partial<Record<'name' | 'slug' | 'key', string>> & ReplyErrors

/** What a new Source is made for: a captured Request, or merely a provider. */
type Beginning = Pick<RequestRow, 'provider'> & Partial<Pick<RequestRow, 'path'>>

/** First values: of the stored Source, or of the captured Request that it is made from, or none. */
export function sourceDraft(source: Source | undefined, from: Beginning | undefined, providers: readonly ProviderInfo[]): SourceDraft {
  const provider = source ? source.provider : (from?.provider ?? null)
  const segment = from?.path?.split('/')[1]?.toLowerCase() ?? ''
  const name = source?.name ?? providers.find(known => known.id === provider)?.name ?? ''
  const slug = source?.slug ?? (isSlug(segment) ? segment : slugOf(name))
  const roles = extraRoles({ provider: provider ?? '' }, providers)
  const stored = source?.secrets ?? []
  return {
    name,
    slug,
    slugTyped: source !== undefined || isSlug(segment),
    provider: provider ?? '',
    scheme: source?.scheme ?? '',
    secrets: secretsDraft(stored.filter(({ role }) => !roles.includes(role))),
    extra: Object.fromEntries(roles.map(role => [role, secretsDraft(stored.filter(secret => secret.role === role))])),
    reply: replyDraft(source?.reply ?? { mode: 'strict' }),
    duplicates: duplicateDraft(source),
    forwardTo: source?.forwardTo ?? [],
  }
}

/** Roles of secrets that a provider asks for beside the one that it verifies with. */
export function extraRoles({ provider }: Pick<SourceDraft, 'provider'>, providers: readonly ProviderInfo[]): SecretRole[] {
  return (providers.find(known => known.id === provider)?.extraRoles ?? []).map(({ role }) => role)
}

/** The draft with another provider. Secrets that are stored stay, each where the new provider has its place for them. */
export function withProvider(draft: SourceDraft, provider: string, providers: readonly ProviderInfo[]): SourceDraft {
  const roles = extraRoles({ provider }, providers)
  const kept = [draft.secrets, ...Object.values(draft.extra)].flatMap(part => part.kept)
  const typed = draft.secrets.typed
  const main = kept.filter(({ role }) => !roles.includes(role))
  return {
    ...draft,
    provider,
    scheme: '',
    secrets: { kept: main, typed: main.length === 0 && typed.length === 0 ? [''] : typed },
    extra: Object.fromEntries(
      roles.map(role => {
        const own = kept.filter(secret => secret.role === role)
        return [role, { kept: own, typed: draft.extra[role]?.typed ?? (own.length === 0 ? [''] : []) }]
      }),
    ),
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
  return {
    ...(draft.name.trim() === '' ? { name: en.source.nameMissing } : {}),
    ...(isSlug(draft.slug) ? {} : { slug: en.source.slugWrong }),
    ...replyErrors(draft.reply),
    ...duplicateErrors(draft.duplicates),
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

/** What `sources.save` is called with. */
export function sourceInput(draft: SourceDraft, source: Source | undefined, providers: readonly ProviderInfo[]): InputOf<'sources.save'> {
  const scheme = schemeOf(draft, providers)
  const extra = Object.entries(draft.extra) as [SecretRole, SecretsDraft][]
  return {
    ...(source ? { id: source.id } : {}),
    name: draft.name.trim(),
    slug: draft.slug,
    provider: draft.provider || null,
    scheme: draft.scheme || null,
    secrets: [
      ...secretsOf(draft.secrets, scheme?.secretRole ?? 'signing'),
      ...extra.flatMap(([role, secrets]) => secretsOf(secrets, role)),
    ],
    reply: replyInput(draft.reply),
    forwardTo: [...draft.forwardTo],
    ...duplicateInput(draft.duplicates),
  }
}
