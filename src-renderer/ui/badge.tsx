import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Tone = 'quiet' | 'ok' | 'bad' | 'warn' | 'info' | 'accent'

const soft: Record<Tone, string> = {
  quiet: 'bg-quiet-soft text-ink-2',
  ok: 'bg-ok-soft text-ok',
  bad: 'bg-bad-soft text-bad',
  warn: 'bg-warn-soft text-warn',
  info: 'bg-info-soft text-info',
  accent: 'bg-accent-soft text-accent-ink',
}
export const toneText: Record<Tone, string> = {
  quiet: 'text-ink-3',
  ok: 'text-ok',
  bad: 'text-bad',
  warn: 'text-warn',
  info: 'text-info',
  accent: 'text-accent-ink',
}
const fills: Record<Tone, string> = {
  quiet: 'bg-line-strong',
  ok: 'bg-ok',
  bad: 'bg-bad',
  warn: 'bg-warn',
  info: 'bg-info',
  accent: 'bg-accent',
}

/** A word of state in its tone. The word carries the meaning, the colour only repeats it. */
export function Badge({ tone = 'quiet', icon, children, title }: { tone?: Tone; icon?: ReactNode; children: ReactNode; title?: string }) {
  return (
    <span
      title={title}
      className={cx(
        'badge inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-small px-1.5 font-medium text-small [&_svg]:size-3 [&_svg]:shrink-0',
        soft[tone],
      )}
    >
      {icon}
      <span className="truncate has-[>.sr-only:only-child]:contents">{children}</span>
    </span>
  )
}

export type DotShape = 'full' | 'ring' | 'half' | 'square'

/**
 * A dot of state. `shape` differs with the state too, so that it can be told apart without colour.
 * It is decoration: the text beside it, or `label` where there is none, carries the meaning.
 */
export function StatusDot({ tone, shape = 'full', label, pulse }: { tone: Tone; shape?: DotShape; label?: string; pulse?: boolean }) {
  return (
    <span className={cx('relative inline-grid size-3 shrink-0 place-items-center', toneText[tone])}>
      <span
        className={cx(
          'dot size-2',
          shape === 'square' ? 'rotate-45 rounded-[1px]' : 'rounded-full',
          shape === 'ring' ? 'border-[1.5px] border-current' : shape === 'half' ? 'border-[1.5px] border-current half-fill' : fills[tone],
          pulse && 'animate-pulse motion-reduce:animate-none',
        )}
      />
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  )
}
