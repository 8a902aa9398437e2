import { namesThisMachine } from '#domain/address-guard/guard.ts'
import { exportKind } from '../archive/export.ts'
import { importKind } from '../archive/import.ts'
import { createPlacer } from '../archive/place.ts'
import type { CoreOptions } from '../core.ts'
import { jobKinds } from '../jobs/kinds.ts'
import { createJobs } from '../jobs/runner.ts'
import { verifyKind } from '../jobs/verify-kind.ts'
import type { Parts } from '../parts.ts'
import type { Ports } from '../ports.ts'
import { requestLists } from '../request-lists.ts'
import type { Services } from '../services.ts'
import { alertChannelServices } from './alert-channels.ts'
import { alertServices } from './alerts.ts'
import { appServices } from './app.ts'
import { attemptServices } from './attempts.ts'
import { checkServices } from './checks.ts'
import { compareServices } from './compare.ts'
import { customProviderServices } from './custom-providers.ts'
import { endpointCareServices } from './endpoint-care.ts'
import { endpointServices } from './endpoints.ts'
import { eventServices } from './events.ts'
import { exportServices } from './export.ts'
import { keyServices } from './keys.ts'
import { proofServices } from './proof.ts'
import { providerServices } from './providers.ts'
import { sourceServices } from './sources.ts'
import { statsServices } from './stats.ts'
import { updateServices } from './updates.ts'
import { webhookServices } from './webhooks.ts'
import { workbenchServices } from './workbench.ts'

/** A handler for each of the contract's methods, and the jobs that some of them start. */
export function createServices(parts: Parts, options: CoreOptions, ports: Ports) {
  const { store, config, hub, mintSecretId, checkJob, alerts } = parts
  const { clock, random, log, paths, secrets, notifier } = ports
  const base = baseServices(parts, options, ports)
  const jobs = createJobs({
    store,
    hub,
    clock,
    log,
    kinds: jobKinds(base, {
      'checks.run': checkJob.kind,
      backfill: parts.registrations.job,
      ...parts.delivery.jobKinds(base),
      'requests.clear': parts.clear.kind,
      'workspace.export': exportKind({ store, config, paths, secrets, clock, log }),
      'workspace.import': importKind({
        store,
        paths,
        secrets,
        clock,
        placer: createPlacer({ store, config, services: base, hub, clock, log }),
      }),
      'requests.verify': verifyKind({ services: base, secrets }),
    }),
  })
  const services: Services = {
    ...base,
    ...jobs.services,
    ...checkServices({
      store,
      config,
      clock,
      secrets,
      mintSecretId,
      job: checkJob,
      jobs: jobs.services,
      exposed: !namesThisMachine(options.receiverHost),
    }),
    ...webhookServices({
      config,
      mintSecretId,
      randomBytes: random.bytes,
      performHandshake: parts.delivery.performHandshake,
      remove: base['endpoints.delete'],
      forgive: parts.delivery.care.forgive,
      now: clock.now,
    }),
    ...alertServices({
      store,
      hub,
      clock,
      mutes: alerts.mutes,
      retry: id => base['deliveries.retry']({ id }),
      startJob: jobs.services['jobs.start'],
    }),
    ...alertChannelServices({ alerts, notifier, clock }),
  }
  return { services, jobs }
}

/** Those that no job and no other service is needed for. */
function baseServices(parts: Parts, options: CoreOptions, { clock, random, log, paths, secrets, notifier, updater }: Ports) {
  const { store, config, hub, ownKeys, review, delivery, listening, mintSecretId } = parts
  const endpointDeps = { config, mintSecretId, randomBytes: random.bytes, care: delivery.care, now: clock.now }
  return {
    ...sourceServices(config, mintSecretId, () => parts.publicUrl.current() ?? listening.receiver),
    ...parts.tunnel.services,
    ...parts.registrations.services,
    ...endpointServices({ ...endpointDeps, cancelPending: delivery.cancelPending }),
    ...endpointCareServices({ ...endpointDeps, performHandshake: delivery.performHandshake }),
    ...parts.requests,
    ...eventServices({ store, lists: requestLists(store, config, clock, log) }),
    ...keyServices(ownKeys),
    ...parts.clear.services,
    ...parts.payloadTypes.services,
    ...workbenchServices({ store, hub, clock, log }),
    ...statsServices(store),
    ...updateServices(updater, hub),
    ...parts.handshakes.services,
    ...exportServices(store, log, options.version),
    ...attemptServices(store, log),
    ...compareServices({ store, config, clock, log }),
    ...proofServices({ store, config, review }),
    ...parts.samples.services,
    ...delivery.services,
    ...providerServices(store),
    ...customProviderServices({ store, config, review }),
    ...appServices(store, config, () => ({
      version: options.version,
      receiver: listening.receiver,
      api: listening.api,
      dataDir: paths.dataDir,
      capabilities: {
        nativeAlerts: notifier.native,
        alertHint: notifier.hint ?? null,
        ...options.capabilities,
        updates: updater !== undefined,
        secretStorage: secrets.description,
      },
    })),
  }
}
