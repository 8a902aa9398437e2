import { CircleDashed, ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryState, VerdictName } from '#domain/request.ts'
import { en } from '../../strings/en.ts'
import { Badge, type DotShape, type Tone } from '../../ui/badge.tsx'

/** How each verdict looks: tone, icon and word, so that no one of them has to carry it alone. */
export const verdictLooks: Record<VerdictName, { tone: Tone; icon: ReactNode }> = {
  verified: { tone: 'ok', icon: <ShieldCheck /> },
  failed: { tone: 'bad', icon: <ShieldAlert /> },
  unsigned: { tone: 'quiet', icon: <CircleDashed /> },
  unconfigured: { tone: 'quiet', icon: <ShieldQuestion /> },
}

export function VerdictBadge({ verdict, wordClass }: { verdict: VerdictName; wordClass?: string }) {
  const { tone, icon } = verdictLooks[verdict]
  return (
    <Badge tone={tone} icon={icon} title={en.verdictHint[verdict]}>
      <span className={wordClass}>{en.verdict[verdict]}</span>
    </Badge>
  )
}

export const deliveryLooks: Record<DeliveryState, { tone: Tone; shape: DotShape }> = {
  pending: { tone: 'info', shape: 'ring' },
  delivering: { tone: 'info', shape: 'half' },
  delivered: { tone: 'ok', shape: 'full' },
  failed: { tone: 'bad', shape: 'square' },
  cancelled: { tone: 'quiet', shape: 'ring' },
}

/** The dot of a reply's status: full for 2xx, square for 4xx and 5xx, ring for anything else. */
export function replyLook(status: number): { tone: Tone; shape: DotShape } {
  if (status >= 200 && status < 300) return { tone: 'ok', shape: 'full' }
  return status >= 400 ? { tone: 'bad', shape: 'square' } : { tone: 'warn', shape: 'ring' }
}
