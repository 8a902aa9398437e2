import { ChevronRight } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef } from 'react'

/**
 * What few need, folded away. The browser's own <details>: it is found by search in the page and works without us.
 * @param open unfolds it when it becomes true. It is never folded by that becoming false: an error that is mended while somebody types
 * in there must not take the field away.
 */
export function Disclosure({ title, open, children }: { title: string; open?: boolean; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null)
  useLayoutEffect(() => {
    if (open && details.current) details.current.open = true
  }, [open])
  return (
    <details ref={details} className="rounded-control border border-line">
      <summary className="flex h-8 cursor-default list-none items-center gap-1.5 rounded-control px-2 font-medium hover:bg-hover">
        <ChevronRight className="size-4 text-ink-3 transition-transform [[open]>summary>&]:rotate-90" aria-hidden />
        {title}
      </summary>
      <div className="flex flex-col gap-4 px-3 pt-1 pb-3">{children}</div>
    </details>
  )
}
