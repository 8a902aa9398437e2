import { maskSecret } from '#domain/secret.ts'
import type { ConfigCache } from '../config/cache.ts'
import { idNumber } from '../ids.ts'
import type { createReview } from '../review.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadRequest } from '../stored-request.ts'

interface Deps {
  readonly store: Pick<StoreClient, 'read'>
  readonly config: Pick<ConfigCache, 'source'>
  readonly review: ReturnType<typeof createReview>
}

/** `requests.proof`. */
export function proofServices({ store, config, review }: Deps) {
  return {
    'requests.proof': async ({ id }) => {
      const request = await loadRequest(store, id)
      const { provider, scheme, secretId } = request.extras.verification
      const source = request.row.sourceId === null ? null : config.source(idNumber('src', request.row.sourceId))
      const secret = source?.secrets.find(candidate => candidate.id === secretId)
      const found = provider === null || scheme === null ? null : await review.proof(request, provider, scheme)
      return {
        proof: found,
        key: secret
          ? { id: secret.id, label: secret.label, role: secret.role, masked: maskSecret(secret.value), validUntil: secret.validUntil }
          : null,
      }
    },
  } satisfies Partial<Services>
}
