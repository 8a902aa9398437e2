import { Trash2 } from 'lucide-react'
import type { CheckRow } from '#contract/checks.ts'
import { checkText } from '../../strings/check.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { exactTime } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { GradeTile, SeverityCounts } from './looks.tsx'
import { useHistory } from './use-history.ts'

const t = checkText.history

/** Earlier runs, of one target or of all, to open or to forget. Not there when there are none. */
export function History(props: { endpointId: string | null; url: string | null; shown: string | null; onShow(id: string): void }) {
  const { endpointId, url, shown, onShow } = props
  const { rows, more, remove } = useHistory(endpointId, url)
  if (rows === null || rows.length === 0 || rows.every(({ id }) => id === shown)) return null
  return (
    <Disclosure title={url === null && endpointId === null ? t.title : t.ofTarget}>
      <ul className="flex flex-col gap-1">
        {rows.map(row => (
          <Run key={row.id} row={row} shown={row.id === shown} named={url === null} onShow={onShow} onDelete={id => void remove(id)} />
        ))}
      </ul>
      {more === null ? null : (
        <div>
          <Button size="small" onClick={() => void more()}>
            {t.more}
          </Button>
        </div>
      )}
    </Disclosure>
  )
}

function Run(props: { row: CheckRow; shown: boolean; named: boolean; onShow(id: string): void; onDelete(id: string): void }) {
  const { row, shown, named, onShow, onDelete } = props
  const when = exactTime(row.createdAt)
  return (
    <li className="flex min-h-8 items-center gap-3">
      <GradeTile grade={row.grade} small />
      <Button
        kind="ghost"
        size="small"
        {...(shown ? { 'aria-current': 'true' as const, disabled: true } : {})}
        className="-ml-1 min-w-14 justify-start"
        onClick={() => onShow(row.id)}
      >
        {/* Not a label: what is seen has to be part of the name. */}
        <span className="sr-only">{t.open(when)}, </span>
        <RelativeTime at={row.createdAt} />
      </Button>
      {named ? (
        <span className="min-w-0 flex-1 truncate text-ink-2 text-small" title={row.url}>
          {row.url.replace(/^https?:\/\//, '')}
        </span>
      ) : null}
      {row.state === 'done' ? <SeverityCounts findings={row.findings} none={t.none} /> : <Badge>{t.state[row.state]}</Badge>}
      {shown ? <Badge tone="accent">{t.shown}</Badge> : null}
      {named ? null : <span className="flex-1" />}
      {shown || row.state === 'running' ? null : (
        <IconButton size="small" label={t.delete(when)} icon={<Trash2 />} onClick={() => onDelete(row.id)} />
      )}
    </li>
  )
}
