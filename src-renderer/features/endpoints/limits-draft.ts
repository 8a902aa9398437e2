import type { Endpoint } from '#contract/endpoints.ts'
import { endpointText } from '../../strings/endpoint.ts'
import { numberError, present } from './retry-draft.ts'

/** Order, limits and protection of an Endpoint while they are edited. Numbers are text; what is switched off keeps its numbers. */
export interface LimitsDraft {
  readonly ordered: boolean
  /** Minutes. */
  readonly headBlock: string
  readonly concurrency: string
  /** '' = no limit. */
  readonly rate: string
  readonly circuit: boolean
  readonly circuitAfter: string
  readonly circuitSeconds: string
  readonly autoDisable: boolean
  readonly afterHours: string
  readonly afterFailures: string
}
export type LimitsErrors = Partial<Record<keyof LimitsDraft, string>>

const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value))

export function limitsDraft(endpoint: Endpoint | undefined): LimitsDraft {
  return {
    ordered: endpoint?.ordered ?? false,
    headBlock: String((endpoint?.headBlockSeconds ?? 3600) / 60),
    concurrency: String(endpoint?.concurrency ?? 8),
    rate: text(endpoint?.rateLimit?.perSecond),
    circuit: (endpoint?.circuit ?? null) !== null,
    circuitAfter: text(endpoint?.circuit?.afterFailures) || '10',
    circuitSeconds: text(endpoint?.circuit?.openSeconds) || '30',
    autoDisable: (endpoint?.autoDisable ?? null) !== null,
    afterHours: endpoint?.autoDisable ? text(endpoint.autoDisable.afterHours) : '120',
    afterFailures: text(endpoint?.autoDisable?.afterFailures),
  }
}

export function limitsErrors(draft: LimitsDraft): LimitsErrors {
  const neither = draft.autoDisable && draft.afterHours.trim() === '' && draft.afterFailures.trim() === ''
  return present({
    headBlock: draft.ordered ? numberError(draft.headBlock, 0.1, 1440) : undefined,
    concurrency: draft.ordered ? undefined : numberError(draft.concurrency, 1, 256, { whole: true }),
    rate: numberError(draft.rate, 0.001, 10_000, { empty: true }),
    circuitAfter: draft.circuit ? numberError(draft.circuitAfter, 1, 1000, { whole: true }) : undefined,
    circuitSeconds: draft.circuit ? numberError(draft.circuitSeconds, 1, 86_400) : undefined,
    afterHours: neither
      ? endpointText.limits.either
      : draft.autoDisable
        ? numberError(draft.afterHours, 0.01, 2400, { empty: true })
        : undefined,
    afterFailures: draft.autoDisable ? numberError(draft.afterFailures, 1, 100_000, { empty: true, whole: true }) : undefined,
  })
}

/** What `endpoints.save` is called with; call it only without errors. */
export function limitsInput(draft: LimitsDraft) {
  const optional = (value: string) => (value.trim() === '' ? null : Number(value))
  return {
    ordered: draft.ordered,
    ...(draft.ordered
      ? { headBlockSeconds: Math.max(1, Math.round(Number(draft.headBlock) * 60)) }
      : { concurrency: Number(draft.concurrency) }),
    rateLimit: draft.rate.trim() === '' ? null : { perSecond: Number(draft.rate) },
    circuit: draft.circuit ? { afterFailures: Number(draft.circuitAfter), openSeconds: Number(draft.circuitSeconds) } : null,
    autoDisable: draft.autoDisable ? { afterHours: optional(draft.afterHours), afterFailures: optional(draft.afterFailures) } : null,
  }
}
