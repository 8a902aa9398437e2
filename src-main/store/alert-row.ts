import { formatId } from '#domain/ids.ts'

export interface AlertRecord {
  readonly id: number
  readonly kind: string
  readonly group_key: string
  readonly title: string
  readonly body: string
  readonly count: number
  readonly first_at: number
  readonly last_at: number
  readonly target_json: string
  readonly acknowledged_at: number | null
}

/** An alert; the contract's `alert`. Times are ms since epoch. */
export interface AlertRow {
  id: string
  kind: 'delivery_failed' | 'endpoint_disabled' | 'signature_failures' | 'tunnel_lost' | 'disk_low' | 'handshake'
  title: string
  body: string
  count: number
  firstAt: number
  lastAt: number
  target: { type: 'delivery' | 'endpoint' | 'source' | 'request' | 'settings'; id: string | null }
  acknowledgedAt: number | null
}

/** SQL record to the row of the contract. */
export function toAlertRow(record: AlertRecord): AlertRow {
  return {
    id: formatId('alr', record.id),
    kind: record.kind as AlertRow['kind'],
    title: record.title,
    body: record.body,
    count: record.count,
    firstAt: record.first_at,
    lastAt: record.last_at,
    target: JSON.parse(record.target_json),
    acknowledgedAt: record.acknowledged_at,
  }
}
