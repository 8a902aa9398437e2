import { Popover } from '@base-ui/react/popover'
import { Settings } from 'lucide-react'
import { useState } from 'react'
import type { AlertKind } from '#contract/alerts.ts'
import { acknowledgeAlerts, unseenAlerts } from '../../state/alerts.ts'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { alertsText as t } from '../../strings/alerts.ts'
import { en } from '../../strings/en.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { History } from './history.tsx'
import { Mutes } from './mutes.tsx'
import { Permission } from './permission.tsx'

const kinds = [
  { value: '', label: t.anyKind },
  ...(Object.keys(t.kinds) as AlertKind[]).map(value => ({ value, label: t.kinds[value] })),
] satisfies { value: AlertKind | ''; label: string }[]

/** What the bell opens: the history of all alerts, what is muted, and whether the browser may notify. */
export function AlertCentre() {
  const unseen = useApp(state => unseenAlerts(state.alerts))
  const [kind, choose] = useState<AlertKind | ''>('')
  return (
    <>
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
    </>
  )
}
