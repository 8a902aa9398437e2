import type { ProviderInfo } from '#contract/app.ts'
import type { Source } from '#contract/sources.ts'
import { samplesText } from '../../strings/samples.ts'

const t = samplesText.hints

/** Where a sample goes: through the receiver to a Source or the Inbox, or as a message to an Endpoint. */
export type SampleTarget =
  | { readonly kind: 'source'; readonly id: string }
  | { readonly kind: 'inbox' }
  | { readonly kind: 'endpoint'; readonly id: string }

/** Id of the provider of the samples that are for anybody. */
export const ANY = 'hookbench'

/** What its samples go to unless told otherwise: its own Source, else any that takes everything. */
export function usualTarget(provider: string, sources: readonly Source[]): SampleTarget {
  const own = sources.find(source => source.provider === provider) ?? (provider === ANY ? sources[0] : undefined)
  return own ? { kind: 'source', id: own.id } : { kind: 'inbox' }
}

/** How it will be signed, and what will not work: a sentence, and whether it should be noticed. */
export function targetHint(
  target: SampleTarget,
  sample: string,
  sources: readonly Source[],
  providers: readonly ProviderInfo[],
): { readonly warn: boolean; readonly text: string } {
  if (target.kind === 'endpoint') return { warn: false, text: t.endpoint }
  const source = target.kind === 'source' ? sources.find(({ id }) => id === target.id) : undefined
  if (!source) return { warn: false, text: t.inbox }
  const provider = providers.find(({ id }) => id === source.provider)
  if (!provider) return { warn: true, text: t.plain }
  const scheme = provider.schemes.find(({ id }) => id === source.scheme) ?? provider.schemes[0]
  if (scheme?.unsignable) return { warn: true, text: t.unsignable(scheme.unsignable) }
  if (scheme && source.secrets.length === 0) return { warn: true, text: t.noSecret }
  const name = providers.find(({ id }) => id === sample)?.name
  if (name && sample !== provider.id) return { warn: true, text: t.other(name, provider.name) }
  return { warn: false, text: t.signed(source.name) }
}
