import { type AlertAction, type AlertKind, type AlertTarget, actionsOf } from '#domain/alerts.ts'
import { formatId } from '#domain/ids.ts'

export interface AlertRecord {
  readonly id: number
  readonly kind: AlertKind
  readonly group_key: string
  readonly title: string
  readonly body: string
  readonly count: number
  readonly first_at: number
  readonly last_at: number
  readonly target_json: string
  readonly acknowledged_at: number | null
  readonly subject_json: string | null
  readonly muted: number
}

/** An alert; the contract's `alert`. Times are ms since epoch. */
export interface AlertRow {
  id: string
  kind: AlertKind
  title: string
  body: string
  count: number
  firstAt: number
  lastAt: number
  target: AlertTarget
  subject: AlertTarget | null
  actions: AlertAction[]
  muted: boolean
  acknowledgedAt: number | null
}

/** SQL record to the row of the contract. */
export function toAlertRow(record: AlertRecord): AlertRow {
  const { kind, count } = record
  const target = JSON.parse(record.target_json) as AlertTarget
  const subject = record.subject_json === null ? null : (JSON.parse(record.subject_json) as AlertTarget)
  return {
    id: formatId('alr', record.id),
    kind,
    title: record.title,
    body: record.body,
    count,
    firstAt: record.first_at,
    lastAt: record.last_at,
    target,
    subject,
    actions: actionsOf({ kind, target, subject, count }),
    muted: record.muted === 1,
    acknowledgedAt: record.acknowledged_at,
  }
}
