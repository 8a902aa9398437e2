import type { Provider } from '#domain/provider.ts'
import type { Verification } from '#domain/request.ts'
import { notWhole } from '#domain/signature/not-checked.ts'
import type { ReviewInput } from '#intake/review.ts'
import { providerById } from '#providers/index.ts'
import type { CertificateStore } from './certificates.ts'
import { idNumber } from './ids.ts'
import type { StoreClient } from './store-client.ts'
import { loadBody, type StoredRequest } from './stored-request.ts'

/** What somebody wants tried other than what the Source says. */
export interface Wanted {
  readonly provider?: string
  readonly scheme?: string
  readonly secrets?: readonly string[]
}

/** Looks at stored Requests again, on the prepare thread, with certificates fetched where it takes one. */
export function createReview(store: Pick<StoreClient, 'read' | 'prepare'>, certificates: CertificateStore) {
  const inputOf = async (request: StoredRequest, wanted: Wanted): Promise<ReviewInput> => ({
    method: request.row.method,
    target: request.target,
    effectiveUrl: request.extras.effectiveUrl,
    headers: request.headers,
    body: await loadBody(store, request),
    receivedAt: request.row.receivedAt,
    sourceId: request.row.sourceId === null ? null : idNumber('src', request.row.sourceId),
    provider: wanted.provider ?? (request.row.sourceId === null ? request.row.provider : null),
    scheme: wanted.scheme ?? null,
    secrets: wanted.secrets ?? null,
    sample: request.row.origin === 'sample',
    certificates: certificates.known(),
  })
  const asOften = async <T extends { readonly wants: string | null }>(input: ReviewInput, look: (input: ReviewInput) => Promise<T>) => {
    const first = await look(input)
    return first.wants === null ? first : look({ ...input, certificates: await certificates.with(first.wants) })
  }
  return {
    async verify(request: StoredRequest, wanted: Wanted = {}): Promise<Verification> {
      const { problem, provider } = request.row
      if (problem !== null) return notWhole(providerById(wanted.provider ?? provider), problem)
      const { verification } = await asOften(await inputOf(request, wanted), input => store.prepare.review(input))
      return verification
    },
    /** What a provider that is being described makes of it. @param secrets to try; null = those of the Request's Source */
    async trial(request: StoredRequest, draft: Provider, secrets: readonly string[] | null) {
      return store.prepare.trial({ ...(await inputOf(request, secrets ? { secrets } : {})), draft })
    },
    /** What was signed in it, by a scheme of a provider. */
    async proof(request: StoredRequest, provider: string, scheme: string) {
      return store.prepare.proof({ provider, scheme, request: await inputOf(request, {}) })
    },
    async handshake(request: StoredRequest) {
      return asOften(await inputOf(request, {}), input => store.prepare.handshake(input))
    },
  }
}
