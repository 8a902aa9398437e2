import { AppError } from '#contract/errors.ts'
import { travelling } from '#domain/delivery/outgoing-headers.ts'
import { flatHeaders, type RawHeaders } from '#domain/http/headers.ts'
import type { Origin } from '#domain/request.ts'
import { type RenderedSample, renderSample, type Sample } from '#domain/samples.ts'
import { pairFor } from '#domain/signature/key-pair.ts'
import { providerById } from '#providers/index.ts'
import { GENERIC, sampledProviders, samplesOf } from '#providers/samples/index.ts'
import type { ConfigCache } from '../config/cache.ts'
import { idNumber, notFound } from '../ids.ts'
import type { OwnKeys } from '../own-keys.ts'
import type { Clock, Random } from '../ports.ts'
import type { Services } from '../services.ts'
import { sendToReceiver } from './sample-sending.ts'
import { signForSource } from './sample-signing.ts'

/** Proves to the receiver that a sample is ours. The value is good once. */
const NONCE_HEADER = 'Hookbench-Test'

interface Deps {
  readonly config: ConfigCache
  readonly clock: Clock
  readonly random: Random
  readonly receiverUrl: () => string
  readonly ownKeys: OwnKeys
}

/** Samples take the whole way: a real socket to the real receiver, signed as the Source's provider would. */
export function sampleServices({ config, clock, random, receiverUrl, ownKeys }: Deps) {
  const outstanding = new Set<string>()
  const render = (sample: Sample) => renderSample(sample, { now: clock.now(), random: random.bytes })

  async function send(source: ReturnType<ConfigCache['source']>, { method, headers, body }: RenderedSample) {
    const draft = { method, url: `${receiverUrl()}/${source?.slug ?? 'test'}`, headers: travelling(flatHeaders(headers)), body }
    // Kept before it signs: intake knows a sample of ours by it.
    const pairs = new Set(providerById(source?.provider ?? null)?.schemes.flatMap(scheme => pairFor(scheme.algorithm) ?? []))
    for (const pair of pairs) await ownKeys.ensure(pair)
    const messageId = `msg_test_${hex(random.bytes(8))}`
    const signed = signForSource(source, draft, { now: clock.now(), messageId, ownKeyOf: ownKeys.signingFor })
    const nonce = hex(random.bytes(16))
    outstanding.add(nonce)
    try {
      return { status: await sendToReceiver(signed, [NONCE_HEADER, nonce]), url: signed.url }
    } finally {
      outstanding.delete(nonce)
    }
  }

  function sourceOf(sourceId: string | undefined) {
    const source = sourceId === undefined ? null : config.source(idNumber('src', sourceId))
    if (sourceId !== undefined && !source) throw notFound('src', sourceId)
    return source
  }

  return {
    /** `sample` for a request that carries a nonce of ours, which is used up by asking. */
    originOf(headers: RawHeaders): Origin {
      if (outstanding.size === 0) return 'received'
      for (let i = 0; i + 1 < headers.length; i += 2) {
        if (headers[i]?.toLowerCase() === NONCE_HEADER.toLowerCase() && outstanding.delete(headers[i + 1] ?? '')) return 'sample'
      }
      return 'received'
    },

    services: {
      'samples.list': async ({ provider }) => {
        const rows = (provider === undefined ? sampledProviders : [provider]).flatMap(of =>
          samplesOf(of).map(({ id, title, eventType, failure = false }) => ({ provider: of, id, title, eventType, failure })),
        )
        return { rows }
      },
      'samples.render': async ({ provider, sample }) => {
        const { method, headers, body, contentType, eventType } = render(sampleNamed(provider, sample))
        const pairs = headers.map(([name, value]): [string, string] => [name, value])
        return { method, headers: pairs, body: new TextDecoder().decode(body), contentType, eventType }
      },
      'samples.send': async ({ provider, sample, sourceId, edit }) => {
        const source = sourceOf(sourceId)
        const rendered = render(sampleNamed(provider, sample))
        const body = edit?.body === undefined ? rendered.body : new TextEncoder().encode(edit.body)
        return send(source, { ...rendered, headers: edit?.headers ?? rendered.headers, body })
      },
      'requests.sendTest': async ({ sourceId }) => {
        const source = sourceOf(sourceId)
        const [first = samplesOf(GENERIC)[0]] = samplesOf(source?.provider ?? GENERIC)
        if (!first) throw new Error('There is no general sample.')
        return send(source, render(first))
      },
    } satisfies Partial<Services>,
  }
}

function sampleNamed(provider: string, id: string): Sample {
  const found = samplesOf(provider).find(sample => sample.id === id)
  if (found) return found
  const name = providerById(provider)?.name ?? `“${provider}”`
  throw new AppError('not_found', `There is no sample “${id}” of ${name}. samples.list names them all.`)
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
