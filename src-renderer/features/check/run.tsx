import { Play, Settings2 } from 'lucide-react'
import type { CheckDetail } from '#contract/checks.ts'
import { call } from '../../state/api.ts'
import { isRunning } from '../../state/checks.ts'
import { useApp } from '../../state/store.ts'
import { checkText as t } from '../../strings/check.ts'
import { checkSetupText } from '../../strings/check-setup.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notifyError } from '../../ui/toast.tsx'
import { Facts } from './facts.tsx'
import { History } from './history.tsx'
import { Progress } from './progress.tsx'
import { Report } from './report.tsx'
import { useCheck } from './use-check.ts'
import { useStart } from './use-start.ts'

const cancel = (id: string) => void call('checks.cancel', { id }).catch(error => notifyError(t.run.cancelFailed, error))

/** One run: how far it is, and then what it found. */
export function CheckRun(props: { id: string; onShow(id: string): void; onAnew(from: CheckDetail | null): void; onClose(): void }) {
  const { id, onShow, onAnew, onClose } = props
  const watched = useCheck(id)
  const { detail, error } = watched
  const starting = useStart(onShow)
  const name = useApp(state => state.endpoints.find(endpoint => endpoint.id === detail?.endpointId)?.name)
  const running = detail !== null && isRunning(detail)
  return (
    <Dialog
      open
      onClose={onClose}
      title={name === undefined ? t.title : t.titleOf(name)}
      description={t.description}
      width="full"
      reading={running}
      footer={
        running ? (
          <>
            <Button onClick={() => cancel(id)}>{t.run.cancel}</Button>
            <Button onClick={onClose}>{t.run.leave}</Button>
          </>
        ) : (
          <>
            <Button className="mr-auto" icon={<Settings2 />} onClick={() => onAnew(detail)}>
              {t.run.change}
            </Button>
            <Button onClick={onClose}>{en.action.close}</Button>
            <Button
              kind="primary"
              icon={<Play />}
              disabled={starting.busy || detail === null}
              onClick={() => void starting.start({ again: id })}
            >
              {t.run.again}
            </Button>
          </>
        )
      }
    >
      {starting.refused === null ? null : (
        <Notice tone="bad" title={t.run.startFailed} live>
          {starting.refused}
        </Notice>
      )}
      {error === null ? null : (
        <Notice tone="bad" title={t.loadFailed}>
          {error}
        </Notice>
      )}
      {detail === null ? (
        error === null ? (
          <p role="status" className="text-ink-2">
            {t.loading}
          </p>
        ) : null
      ) : (
        <>
          <Facts detail={detail} />
          {running ? <Progress detail={detail} watched={watched} /> : <Ended key={id} detail={detail} />}
          {running ? null : <History endpointId={null} url={detail.url} shown={id} onShow={onShow} />}
        </>
      )}
      {starting.host === null ? null : (
        <Confirm
          open
          onClose={starting.dismiss}
          title={checkSetupText.confirm.title(starting.host)}
          text={checkSetupText.confirm.text(starting.host)}
          action={checkSetupText.confirm.action(starting.host)}
          onConfirm={() => void starting.confirm()}
        />
      )}
    </Dialog>
  )
}

function Ended({ detail }: { detail: CheckDetail }) {
  return (
    <>
      {detail.state === 'cancelled' ? (
        <Notice tone="warn" title={t.run.cancelled}>
          {t.run.cancelledText}
        </Notice>
      ) : null}
      {detail.state === 'failed' ? (
        <Notice tone="bad" title={t.run.failed}>
          {detail.error ?? t.run.failedText}
        </Notice>
      ) : null}
      <Report detail={detail} />
    </>
  )
}
