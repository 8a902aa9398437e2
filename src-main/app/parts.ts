import { diskAlert } from '#domain/alerts.ts'
import { watchSignatures } from './alerts/signature-watch.ts'
import { createCapture } from './capture.ts'
import { createCertificates } from './certificates.ts'
import { createCheckJob } from './checks/job.ts'
import { createDelivery } from './delivery.ts'
import { watchDisk } from './disk.ts'
import type { Foundation } from './foundation.ts'
import { clearing } from './jobs/clearing.ts'
import { startMaintenance } from './maintenance.ts'
import { createPassThrough } from './pass-through.ts'
import type { Ports } from './ports.ts'
import { createProviderHosts } from './provider-hosts.ts'
import { createPublicUrl } from './public-url.ts'
import { createRegistrations } from './registrations/index.ts'
import { startRetention } from './retention.ts'
import { createReview } from './review.ts'
import { readSettings } from './services/app.ts'
import { createHandshakes } from './services/handshakes.ts'
import { payloadTypeServices } from './services/payload-types.ts'
import { requestServices } from './services/requests.ts'
import { sampleServices } from './services/samples.ts'
import { createTunnel } from './tunnel.ts'

export type Parts = Awaited<ReturnType<typeof createParts>>

/** Every part that does something by itself, wired to the others: the way in, the way out, the tunnel, what the store needs. */
export async function createParts(foundation: Foundation, ports: Ports, version: string) {
  const { store, config, hub, ownKeys, rows, coalescer, alerts, crowd, listening, mintSecretId, run } = foundation
  const { clock, random, log, paths, secrets } = ports
  const { alerting } = alerts
  const touch = rows.touch

  const publicUrl = createPublicUrl()
  const hosts = createProviderHosts(clock, ports.providerNetwork)
  const certificates = createCertificates(hosts, clock)
  const registrations = createRegistrations({ store, config, certificates, hub, ports, publicUrl, mintSecretId })
  await registrations.load()
  const review = createReview(store, certificates)
  const tunnel = createTunnel({ config, ports, hub, alerting, publicUrl, version })

  const { crowded, joined } = crowd
  const delivery = createDelivery({ store, config, ports, run, coalescer, alerting, hub, touchRequest: touch, ownKeys, crowded })
  const wireOutcome = (id: number, outcome: string) =>
    void store.write.noteWireOutcome({ id, outcome }).then(
      () => touch(id, false),
      error => log.warn('request.outcome_lost', { error: String(error) }),
    )
  const { attempting, made, engine } = delivery
  const passThrough = createPassThrough({ store, attempting, touch, delivered: made, wake: engine.wake, wireOutcome })
  const handshakes = createHandshakes({ store, config, alerting, hosts, review, hub, clock, log, mintSecretId })

  const requests = requestServices({ store, config, hub, clock, log, review })
  const clear = clearing({ store, hub, clock, log }, requests)
  const disk = watchDisk(paths.dataDir, clock, log, (state, free) => {
    if (state !== 'fine') void alerting.raise(diskAlert(state, free))
  })
  await disk.start()

  return {
    ...foundation,
    publicUrl,
    hosts,
    registrations,
    review,
    tunnel,
    delivery,
    passThrough,
    handshakes,
    requests,
    clear,
    disk,
    wireOutcome,
    capture: createCapture({
      store,
      config,
      certificates,
      full: disk.full,
      joined,
      followUp: handshakes.followUp,
      passThrough: passThrough.reply,
    }),
    samples: sampleServices({ config, clock, random, receiverUrl: () => listening.receiver, ownKeys }),
    payloadTypes: payloadTypeServices({ store, paths, list: requests['requests.list'] }),
    checkJob: createCheckJob({ store, hub, clock, random, secrets }),
    signatures: watchSignatures(config, draft => void alerting.raise(draft)),
    maintenance: startMaintenance(store, clock, log),
    retention: startRetention({ store, hub, settings: () => readSettings(config), purgeCleared: clear.purge, clock, log }),
  }
}
