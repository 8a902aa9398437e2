import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Tone, toneText } from './badge.tsx'
import { cx } from './cx.ts'

const icons: Record<Tone, typeof Info> = { quiet: Info, ok: CircleCheck, bad: CircleX, warn: TriangleAlert, info: Info, accent: Info }
const soft: Record<Tone, string> = {
  quiet: 'bg-quiet-soft',
  ok: 'bg-ok-soft',
  bad: 'bg-bad-soft',
  warn: 'bg-warn-soft',
  info: 'bg-info-soft',
  accent: 'bg-accent-soft',
}

/** A sentence that should be seen, in place. `live` reads it out when it appears. */
export function Notice(props: { tone?: Tone; title?: string; children?: ReactNode; actions?: ReactNode; live?: boolean }) {
  const { tone = 'info', title, children, actions, live } = props
  const Icon = icons[tone]
  return (
    <div
      {...(live ? { role: tone === 'bad' ? 'alert' : 'status' } : {})}
      className={cx('notice flex gap-2 rounded-control px-3 py-2', soft[tone])}
    >
      <Icon className={cx('mt-0.5 size-4 shrink-0', toneText[tone])} aria-hidden />
      <div className="min-w-0 flex-1">
        {title ? <p className={cx('font-medium', toneText[tone])}>{title}</p> : null}
        {children ? <div className="break-words text-ink-2">{children}</div> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  )
}
