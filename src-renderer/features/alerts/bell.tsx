import { Popover } from '@base-ui/react/popover'
import { Bell as BellIcon, Settings } from 'lucide-react'
import { useState } from 'react'
import type { AlertKind } from '#contract/alerts.ts'
import { acknowledgeAlerts, unseenAlerts } from '../../state/alerts.ts'
import { useApp } from '../../state/store.ts'
import { closeDialog, openDialog } from '../../state/ui.ts'
import { alertsText as t } from '../../strings/alerts.ts'
import { en } from '../../strings/en.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { popupClass } from '../../ui/menu.tsx'
import { Select } from '../../ui/select.tsx'
import { History } from './history.tsx'
import { Mutes } from './mutes.tsx'
import { Permission } from './permission.tsx'

const kinds = [
  { value: '', label: t.anyKind },
  ...(Object.keys(t.kinds) as AlertKind[]).map(value => ({ value, label: t.kinds[value] })),
] satisfies { value: AlertKind | ''; label: string }[]

/** The bell: how many alerts were not seen yet, and the history of all. */
export function Bell() {
  const alerts = useApp(state => state.alerts)
  const open = useApp(state => state.dialog?.kind === 'alerts')
  const [kind, choose] = useState<AlertKind | ''>('')
  const unseen = unseenAlerts(alerts)
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
            {unseen > 99 ? '99' : unseen}
          </span>
        ) : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-40">
          <Popover.Popup className={cx(popupClass, 'flex max-h-[min(36rem,80vh)] w-[28rem] max-w-[92vw] flex-col p-0!')}>
            <div className="flex h-11 shrink-0 items-center gap-2 border-line border-b pr-2 pl-3">
              <Popover.Title className="font-semibold">{en.alerts.title}</Popover.Title>
              <Select<AlertKind | ''> className="ml-auto w-44" label={t.filter} value={kind} options={kinds} onChange={choose} />
              {unseen > 0 ? (
                <Button size="small" kind="ghost" onClick={() => void acknowledgeAlerts()}>
                  {en.alerts.seen}
                </Button>
              ) : null}
              <IconButton size="small" label={t.settings} icon={<Settings />} onClick={() => openDialog({ kind: 'settings' })} />
            </div>
            <Mutes />
            <History key={kind} kind={kind === '' ? null : kind} />
            <Permission />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
