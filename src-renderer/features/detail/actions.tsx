import {
  Ellipsis,
  FileText,
  FlaskConical,
  Forward,
  GitCompareArrows,
  Pencil,
  Pin,
  PinOff,
  Send,
  Terminal,
  Trash2,
  Waypoints,
} from 'lucide-react'
import type { RequestDetail } from '#contract/requests.ts'
import { commandOf, keyOf } from '../../commands/registry.ts'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { openComposer, openDialog } from '../../state/ui.ts'
import { checkEntryText } from '../../strings/check-entry.ts'
import { compareText } from '../../strings/compare.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu, type MenuEntry } from '../../ui/menu.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'
import { forward } from './answers-view.tsx'

/** What can be done with the Request. Keys are those of the commands that do the same. */
export function Actions({ request, onNote, onSent }: { request: RequestDetail; onNote(): void; onSent(): void }) {
  return (
    <div role="toolbar" aria-label={t.actions.label} className="flex flex-wrap items-center gap-1">
      <Resend request={request} onSent={onSent} />
      <Button icon={<Pencil />} aria-label={t.actions.edit} title={t.actions.edit} onClick={() => openComposer(request.id)}>
        <span className="hidden @sm:inline">{t.actions.edit}</span>
      </Button>
      <span className="hidden w-1 @sm:inline" />
      <IconButton label={t.actions.curl} keys={keyOf('request.curl')} icon={<Terminal />} onClick={() => run('request.curl')} />
      <IconButton
        label={request.pinned ? t.actions.unpin : t.actions.pin}
        keys={keyOf('request.pin')}
        pressed={request.pinned}
        icon={request.pinned ? <PinOff /> : <Pin />}
        onClick={() => run('request.pin')}
      />
      <IconButton label={t.actions.note} icon={<FileText />} onClick={onNote} />
      <Menu entries={more(request)}>
        <IconButton label={t.actions.more} icon={<Ellipsis />} />
      </Menu>
    </div>
  )
}

function run(command: string): void {
  void commandOf(command)?.run()
}

function more(request: RequestDetail): MenuEntry[] {
  const entries: MenuEntry[] = []
  if (request.sourceId === null) {
    entries.push({
      id: 'source',
      label: t.actions.makeSource,
      icon: <Waypoints />,
      run: () => openDialog({ kind: 'source', id: null, from: request }),
    })
  } else entries.push({ id: 'forward', label: t.actions.forward, icon: <Forward />, run: () => void forward(request.id) })
  if (request.eventType !== null)
    entries.push({
      id: 'previous',
      label: compareText.since(request.eventType),
      icon: <GitCompareArrows />,
      keys: keyOf('request.comparePrevious'),
      run: () => run('request.comparePrevious'),
    })
  entries.push({ id: 'check', label: checkEntryText.request, icon: <FlaskConical />, run: () => run('request.check') })
  entries.push({
    id: 'delete',
    label: t.actions.remove,
    icon: <Trash2 />,
    danger: true,
    separated: true,
    keys: keyOf('request.delete'),
    run: () => openDialog({ kind: 'delete-request', id: request.id }),
  })
  return entries
}

/** As received, to an Endpoint chosen from a menu; to anything else through the composer. */
function Resend({ request, onSent }: { request: RequestDetail; onSent(): void }) {
  const endpoints = useApp(state => state.endpoints)
  const enabled = endpoints.filter(endpoint => endpoint.enabled)
  const send = async (endpointId: string, name: string) => {
    try {
      await call('requests.resend', { ids: [request.id], to: { endpointId }, sign: 'as-received' })
      notify({ tone: 'ok', title: t.actions.resent(name) })
      onSent()
    } catch (error) {
      notifyError(t.actions.failed, error)
    }
  }
  const button = (
    <Button kind="primary" icon={<Send />}>
      {t.actions.resend}
    </Button>
  )
  if (enabled.length === 0) {
    return (
      <Button kind="primary" icon={<Send />} onClick={() => openComposer(request.id)}>
        {t.actions.resend}
      </Button>
    )
  }
  return (
    <Menu
      align="start"
      entries={[
        ...enabled.map(endpoint => ({
          id: endpoint.id,
          label: t.actions.resendTo(endpoint.name),
          icon: <Send />,
          run: () => void send(endpoint.id, endpoint.name),
        })),
        { id: 'other', label: t.actions.resendOther, icon: <Pencil />, separated: true, run: () => openComposer(request.id) },
      ]}
    >
      {button}
    </Menu>
  )
}
