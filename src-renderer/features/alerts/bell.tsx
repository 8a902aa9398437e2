import { Popover } from '@base-ui/react/popover'
import { Bell as BellIcon } from 'lucide-react'
import { acknowledgeAlerts } from '../../state/alerts.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { popupClass } from '../../ui/menu.tsx'
import { AlertItem } from './alert-item.tsx'
import { Permission } from './permission.tsx'

/** The bell: how many alerts were not seen yet, and the history of all. */
export function Bell() {
  const alerts = useApp(state => state.alerts)
  const unseen = alerts.filter(alert => alert.acknowledgedAt === null).length
  return (
    <Popover.Root>
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
            {unseen > 99 ? '99' : unseen}
          </span>
        ) : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-40">
          <Popover.Popup className={cx(popupClass, 'flex max-h-[min(32rem,80vh)] w-[24rem] max-w-[92vw] flex-col p-0')}>
            <div className="flex h-10 shrink-0 items-center justify-between border-line border-b pr-2 pl-3">
              <Popover.Title className="font-semibold">{en.alerts.title}</Popover.Title>
              {unseen > 0 ? (
                <Button size="small" kind="ghost" onClick={() => void acknowledgeAlerts()}>
                  {en.alerts.seen}
                </Button>
              ) : null}
            </div>
            {alerts.length === 0 ? (
              <p className="px-3 py-4 text-ink-2">{en.alerts.none}</p>
            ) : (
              <ul className="min-h-0 overflow-y-auto">
                {alerts.map(alert => (
                  <AlertItem key={alert.id} alert={alert} />
                ))}
              </ul>
            )}
            <Permission />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
