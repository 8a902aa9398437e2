import { AppError } from '#contract/errors.ts'
import { flatHeaders, headerPairs, withHeaders } from '#domain/http/headers.ts'
import type { Origin } from '#domain/request.ts'
import { secretsFor } from '#domain/secret.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { providerById } from '#providers/index.ts'
import type { ConfigCache } from '../config/cache.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock, Random } from '../ports.ts'
import type { Services } from '../services.ts'

/** Proves to the receiver that a test webhook is ours. The value is good once. */
const NONCE_HEADER = 'hookbench-test'

interface Deps {
  readonly config: ConfigCache
  readonly clock: Clock
  readonly random: Random
  readonly receiverUrl: () => string
}

/** A test webhook takes the whole way: a real socket to the real receiver, signed as the Source's provider would. */
export function testWebhook({ config, clock, random, receiverUrl }: Deps) {
  const outstanding = new Set<string>()

  return {
    /** `sample` for a request that carries a nonce of ours, which is used up by asking. */
    originOf(headers: readonly string[]): Origin {
      if (outstanding.size === 0) return 'received'
      for (let i = 0; i + 1 < headers.length; i += 2) {
        if (headers[i]?.toLowerCase() === NONCE_HEADER && outstanding.delete(headers[i + 1] ?? '')) return 'sample'
      }
      return 'received'
    },

    services: {
      'requests.sendTest': async ({ sourceId }) => {
        const source = sourceId === undefined ? null : config.source(idNumber('src', sourceId))
        if (sourceId !== undefined && !source) throw notFound('src', sourceId)
        const url = `${receiverUrl()}/${source?.slug ?? 'test'}`
        const id = hex(random.bytes(8))
        const body = new TextEncoder().encode(JSON.stringify(sample(id, clock.now()), null, 2))
        let headers = flatHeaders([
          ['Content-Type', 'application/json'],
          ['User-Agent', 'Hookbench-Test/1'],
        ])
        const provider = providerById(source?.provider ?? null)
        const scheme = provider?.schemes.find(known => known.id === source?.scheme) ?? provider?.schemes[0]
        const secret = source && scheme ? secretsFor(source.secrets, (scheme.signingKey ?? scheme.key).role, clock.now())[0] : undefined
        if (provider && scheme && secret) {
          const draft = { method: 'POST', url, headers, body }
          const signed = signRequest(provider, scheme.id, draft, secret, { now: clock.now(), messageId: `msg_test_${id}` })
          if (!signed.ok) throw new AppError('cannot_sign', signed.reason)
          headers = withHeaders(headers, signed.headers)
        }
        const nonce = hex(random.bytes(16))
        outstanding.add(nonce)
        try {
          const sent = [...headerPairs(headers), [NONCE_HEADER, nonce] as const].map(([name, value]): [string, string] => [name, value])
          const response = await fetch(url, { method: 'POST', headers: sent, body })
          await response.arrayBuffer()
          return { status: response.status, url }
        } finally {
          outstanding.delete(nonce)
        }
      },
    } satisfies Partial<Services>,
  }
}

function sample(id: string, now: number) {
  return {
    id: `evt_test_${id}`,
    type: 'hookbench.test',
    created: Math.floor(now / 1000),
    data: { message: 'Hello from Hookbench. If you can read this, your receiver works.', number: 42, ok: true },
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
