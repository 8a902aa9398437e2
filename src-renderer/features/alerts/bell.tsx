import { Popover } from '@base-ui/react/popover'
import { Bell as BellIcon } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { COUNTED, unseenAlerts } from '../../state/alerts.ts'
import { useApp } from '../../state/store.ts'
import { closeDialog, openDialog } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { cx } from '../../ui/cx.ts'
import { popupClass } from '../../ui/menu.tsx'

const AlertCentre = lazy(async () => ({ default: (await import('./alert-centre.tsx')).AlertCentre }))

/** The bell: how many alerts were not seen yet; what it opens is loaded then. */
export function Bell() {
  const unseen = useApp(state => unseenAlerts(state.alerts))
  const open = useApp(state => state.dialog?.kind === 'alerts')
  return (
    <Popover.Root open={open} onOpenChange={next => (next ? openDialog({ kind: 'alerts' }) : closeDialog())}>
      <Popover.Trigger
        aria-label={en.alerts.open(unseen)}
        className="relative inline-grid size-7 shrink-0 place-items-center rounded-control text-ink-2 transition-colors hover:bg-hover hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink"
      >
        <BellIcon className="size-4" />
        {unseen > 0 ? (
          <span
            aria-hidden
            className="absolute top-0 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-bad px-1 font-semibold text-[0.625rem] text-surface leading-none"
          >
            {unseen > COUNTED ? `${COUNTED}+` : unseen}
          </span>
        ) : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-40">
          <Popover.Popup className={cx(popupClass, 'flex max-h-[min(36rem,80vh)] w-[28rem] max-w-[92vw] flex-col p-0!')}>
            <Suspense fallback={null}>
              <AlertCentre />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
