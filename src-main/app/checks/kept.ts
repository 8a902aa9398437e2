import type { Observation } from '#check/observe.ts'
import { openSecrets, type SealedSecret, sealSecrets } from '../config/secrets.ts'
import type { Secrets } from '../ports.ts'
import type { CheckSpec } from './spec.ts'

/** A check's input as it lies in the database. An observation may hold a password (`psql postgres://..`), so it is sealed too. */
export type KeptSpec = Omit<CheckSpec, 'secrets' | 'observe'> & {
  readonly secrets: readonly SealedSecret[]
  readonly observe: string | null
}

export async function sealSpec({ secrets, observe, ...rest }: CheckSpec, port: Secrets): Promise<KeptSpec> {
  return {
    ...rest,
    secrets: await sealSecrets(secrets, port),
    observe: observe === null ? null : await port.seal(JSON.stringify(observe)),
  }
}

/** @throws AppError `store_unavailable` when a secret cannot be opened */
export async function openSpec({ secrets, observe, ...rest }: KeptSpec, port: Secrets): Promise<CheckSpec> {
  return {
    ...rest,
    secrets: await openSecrets(secrets, port),
    observe: observe === null ? null : (JSON.parse(await port.open(observe)) as Observation),
  }
}
