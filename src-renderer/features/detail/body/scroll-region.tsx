import type { ReactNode, Ref } from 'react'
import { cx } from '../../../ui/cx.ts'

/** A named region that scrolls. It takes the focus, because what scrolls has to be reachable by keyboard. */
export function ScrollRegion(props: { label: string; className?: string; ref?: Ref<HTMLElement>; children: ReactNode }) {
  const { label, className, ref, children } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what has the focus
    <section ref={ref} tabIndex={0} aria-label={label} className={cx('h-full overflow-auto focus-visible:-outline-offset-2', className)}>
      {children}
    </section>
  )
}
