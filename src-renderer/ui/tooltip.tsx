import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Keys } from './kbd.tsx'
import { popups } from './popups.ts'

/**
 * A short text on hover and focus. It repeats or adds to what is there already, never the only place of it:
 * touch and screen readers do not get tooltips.
 */
export function Tooltip({ text, keys, children }: { text: string; keys?: string | undefined; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal container={popups}>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="popup flex max-w-80 items-center gap-2 break-words rounded-control border border-line bg-raised px-2 py-1 text-small text-ink shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {text}
            {keys ? <Keys keys={keys} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Once around the whole page: a second tooltip opens at once while one is open. */
export const TooltipProvider = Base.Provider
