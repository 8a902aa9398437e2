import type { ReactNode } from 'react'
import { Copy } from './copy.tsx'
import { cx } from './cx.ts'

/** Text that is bytes: ids, URLs, header values. */
export function Mono({ children, className }: { children: ReactNode; className?: string }) {
  return <span className={cx('font-bytes text-small [font-variant-ligatures:none]', className)}>{children}</span>
}

/** A value in a box with its copy button. `what` completes "Copy ..". Long values wrap with `wrap`, else they are cut in sight, never when copied. */
export function ValueBox({ value, what, wrap }: { value: string; what: string; wrap?: boolean }) {
  return (
    <div className="flex min-w-0 items-start gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-2">
      {wrap ? (
        <code className="min-w-0 flex-1 wrap-anywhere whitespace-pre-wrap py-0.5 text-left">{value}</code>
      ) : (
        <code className="min-w-0 flex-1 truncate py-0.5 text-left" title={value}>
          {value}
        </code>
      )}
      <Copy value={value} what={what} />
    </div>
  )
}
