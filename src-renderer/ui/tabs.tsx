import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export interface Tab<T extends string> {
  id: T
  label: string
  /** A number or mark after the label. */
  badge?: ReactNode
  content: ReactNode
}

/** Tabs over one panel. Arrow keys move between them; only the open panel is in the document. */
export function Tabs<T extends string>(props: {
  tabs: readonly Tab<T>[]
  value: T
  onChange(value: T): void
  label: string
  aside?: ReactNode
  className?: string
}) {
  const { tabs, value, onChange, label, aside, className } = props
  return (
    <Base.Root value={value} onValueChange={next => onChange(next as T)} className={cx('flex min-h-0 flex-col', className)}>
      <div className="flex shrink-0 items-center gap-2 border-line border-b pr-2 pl-1">
        <Base.List aria-label={label} className="relative flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]">
          {tabs.map(tab => (
            <Base.Tab
              key={tab.id}
              value={tab.id}
              className="flex h-9 shrink-0 items-center gap-1.5 px-2.5 font-medium text-ink-2 text-ui hover:text-ink focus-visible:-outline-offset-2 data-active:text-ink"
            >
              {tab.label}
              {tab.badge}
            </Base.Tab>
          ))}
          <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-[var(--active-tab-width)] translate-x-[var(--active-tab-left)] bg-accent transition-all" />
        </Base.List>
        {aside}
      </div>
      {tabs.map(tab => (
        <Base.Panel key={tab.id} value={tab.id} className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
