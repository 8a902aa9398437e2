import type { ReactNode } from 'react'

/** What a place says when there is nothing in it: why, and what to do. */
export function Empty({ icon, title, children, actions }: { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="grid h-full min-h-0 place-items-center overflow-auto p-6">
      <div className="flex w-full max-w-lg flex-col items-center gap-3 text-center">
        {icon ? <div className="text-ink-3 [&_svg]:size-6">{icon}</div> : null}
        <h2 className="font-semibold text-title">{title}</h2>
        {children ? <div className="w-full text-balance text-ink-2">{children}</div> : null}
        {actions ? <div className="flex flex-wrap justify-center gap-2">{actions}</div> : null}
      </div>
    </div>
  )
}
