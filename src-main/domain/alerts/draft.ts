/** What an alert can be about. */
export type AlertKind =
  | 'delivery_failed'
  | 'endpoint_failing'
  | 'endpoint_disabled'
  | 'signature_failures'
  | 'tunnel_lost'
  | 'disk_low'
  | 'handshake'
  | 'clock_off'

/** What a click on an alert opens. */
export interface AlertTarget {
  readonly type: 'delivery' | 'endpoint' | 'source' | 'request' | 'settings' | 'tunnel'
  readonly id: string | null
}

/** An alert to raise. Alerts of one group that nobody has acknowledged are one, with a count. */
export interface AlertDraft {
  readonly kind: AlertKind
  readonly groupKey: string
  /**
   * It tells of something that was counted before: the alert is renewed, and does not count one more. Of a Delivery that was a dead letter
   * before that holds only if nobody has seen the alert since; otherwise it is the first time in this one.
   */
  readonly again?: true | { readonly deliveryId: string }
  /** Texts for one happening and for several; `{count}` stands for how many. */
  readonly one: { readonly title: string; readonly body: string }
  readonly many: { readonly title: string; readonly body: string }
  readonly target: AlertTarget
  /** What a click opens once it stands for several. */
  readonly manyTarget: AlertTarget
  /** The Endpoint or Source that it belongs to, which is what gets muted; null = the kind itself. */
  readonly subject: AlertTarget | null
}

/** What can be done about an alert from wherever it is shown. `open` is the window's own. */
export type AlertAction = 'retry' | 'retry-all' | 'mute' | 'open'

/**
 * The actions of an alert, the most useful first.
 * @param count how many happenings it stands for: one dead letter is retried by itself, several of an Endpoint in order
 */
export function actionsOf(alert: Pick<AlertDraft, 'kind' | 'target' | 'subject'> & { readonly count: number }): AlertAction[] {
  if (alert.kind !== 'delivery_failed') return ['open', 'mute']
  if (alert.count > 1 && alert.subject?.type === 'endpoint') return ['retry-all', 'mute', 'open']
  return alert.target.type === 'delivery' ? ['retry', 'mute', 'open'] : ['open', 'mute']
}
