import type { Assessment, Capture, PassThroughOrder, ReplyPlan, Stored } from '#domain/capture.ts'
import type { SourceConfig } from '#domain/config.ts'
import { headerValue } from '#domain/http/headers.ts'
import { assess } from '#intake/assess.ts'
import { needsCertificate } from '#intake/certified.ts'
import { type IntakeLookup, indexConfig } from '#intake/config.ts'
import { isEncoded } from '#intake/decode.ts'
import { slugOf } from '#intake/match.ts'
import { storedFromWire, toWire, type WireStored } from '#intake/wire.ts'
import { providerById } from '#providers/index.ts'
import type { CertificateStore } from './certificates.ts'
import type { ConfigCache } from './config/cache.ts'
import type { StoreClient } from './store-client.ts'

/**
 * Smaller bodies are assessed right here, in some ten microseconds, while the writer waits for the disk: in its own thread every sender
 * of the batch would wait for them, and on the way to another they would be copied twice. Larger or compressed ones go through the
 * prepare thread, for nothing that takes a millisecond may hold up the event loop.
 */
const PREPARE_FROM = 16 * 1024

interface Deps {
  readonly store: Pick<StoreClient, 'write' | 'prepare'>
  readonly config: Pick<ConfigCache, 'sources' | 'endpoints' | 'ownKeys' | 'onChange'>
  readonly certificates: CertificateStore
  /** Told of each capture that goes to the writer. */
  readonly joined: () => void
  /** Tells that the disk is nearly full: then nothing is taken, while there is still room to say so. */
  readonly full: () => boolean
  /** What a handshake brings with it; the reply waits until it is done. */
  readonly followUp: (stored: Stored) => Promise<void>
  /** The reply of a Request that is its app's to answer. */
  readonly passThrough: (stored: Stored, order: PassThroughOrder, capture: Capture) => Promise<ReplyPlan>
}

/** Hands a Capture to the store; resolves when it is on disk, and with it what its handshake taught. */
export function createCapture({ store, config, certificates, full, joined, followUp, passThrough }: Deps) {
  const certified = certifiedPaths(config)
  const lookup = currentLookup(config)
  return async (capture: Capture): Promise<Stored> => {
    if (full()) throw new Error('The disk is nearly full; nothing is stored until there is space again.')
    const stored = storedFromWire(slow(capture, certified()) ? await prepared(capture) : await ingest(capture, assess(capture, lookup())))
    if (stored.followUp) await followUp(stored)
    return stored.passThrough ? { ...stored, reply: await passThrough(stored, stored.passThrough, capture) } : stored
  }

  async function prepared(capture: Capture): Promise<WireStored> {
    const { body: whole, ...arrival } = capture
    let done = await store.prepare.assess({ arrival, certificates: certificates.known() }, whole)
    if (done.wants !== null) {
      const fetched = await certificates.with(done.wants)
      done = await store.prepare.assess({ arrival, certificates: fetched }, done.body)
    }
    const { assessment, body } = done
    return ingest({ ...capture, body }, assessment)
  }

  function ingest(capture: Capture, assessment: Assessment): Promise<WireStored> {
    const stored = store.write.ingest(toWire(capture, assessment), capture.body)
    joined()
    return stored
  }
}

function slow({ body, headers, target }: Capture, certified: ReadonlySet<string>): boolean {
  if (body.byteLength > PREPARE_FROM || isEncoded(headerValue(headers, 'content-encoding'))) return true
  return certified.size > 0 && certified.has(slugOf(target))
}

/** Where a Capture belongs, by the configuration of now. */
function currentLookup(config: Deps['config']): () => IntakeLookup {
  const read = () => indexConfig({ sources: config.sources(), endpoints: config.endpoints(), ownKeys: config.ownKeys() })
  let lookup = read()
  config.onChange(() => {
    lookup = read()
  })
  return () => lookup
}

/** Slugs of the Sources whose provider signs with a certificate: it may have to be fetched, and no commit can wait for that. */
function certifiedPaths(config: Deps['config']): () => ReadonlySet<string> {
  const needs = ({ provider }: SourceConfig) => needsCertificate(providerById(provider))
  const read = () =>
    new Set(
      config
        .sources()
        .filter(needs)
        .map(source => source.slug),
    )
  let slugs = read()
  config.onChange(what => {
    if (what === 'sources') slugs = read()
  })
  return () => slugs
}
