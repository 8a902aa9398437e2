import { FileInput, History, Save } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { destinationOf } from '#domain/delivery/target.ts'
import { useApp } from '../../state/store.ts'
import { composeText } from '../../strings/compose.ts'
import { composerText as t } from '../../strings/composer.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Frame } from './frame.tsx'
import { HeaderRows } from './header-rows.tsx'
import { ImportNotes, ImportPanel } from './import-panel.tsx'
import { KeptPanel, SavePanel } from './kept-panel.tsx'
import { RequestBody } from './request-body.tsx'
import { contentTypeOf, places, requestProblem } from './request-draft.ts'
import { RequestSign } from './request-sign.tsx'
import { TargetField } from './target-field.tsx'
import { useRequestForm } from './use-request-form.ts'
import { useSend } from './use-send.ts'
import { VariablesHelp } from './variables-help.tsx'

type Panel = 'import' | 'kept' | 'save'

/** Any request: written here, imported, or opened again; its variables filled in, then signed, then sent. */
export function RequestEditor({ requestId, kinds, onClose }: { requestId: string | null; kinds: ReactNode; onClose(): void }) {
  const endpoints = useApp(state => state.endpoints)
  const request = useRequestForm(requestId)
  const { form, change } = request
  const [panel, setPanel] = useState<Panel | null>(null)
  const sending = useSend(form, request.send)
  const { to } = form
  const endpoint = to.kind === 'endpoint' ? endpoints.find(({ id }) => id === to.endpointId) : undefined
  const destination = endpoint ? destinationOf(endpoint.url, form.path) : null
  const close = () => setPanel(null)
  const tool = (which: Panel, label: string, icon: ReactNode) => (
    <Button size="small" icon={icon} aria-expanded={panel === which} onClick={() => setPanel(panel === which ? null : which)}>
      {label}
    </Button>
  )
  return (
    <Frame
      title={composeText.title}
      description={composeText.requestDescription}
      onClose={onClose}
      sending={sending}
      draft={form}
      kept={request.kept}
      problem={requestProblem(form, endpoint)}
      top={
        <>
          <div className="flex flex-wrap items-center gap-2">
            {kinds}
            <div role="toolbar" aria-label={composeText.tools} className="flex flex-1 flex-wrap justify-end gap-2">
              {tool('import', composeText.import.open, <FileInput />)}
              {tool('kept', composeText.kept.open, <History />)}
              {tool('save', composeText.save.open, <Save />)}
            </div>
          </div>
          {panel === 'import' ? (
            <ImportPanel
              onImport={imported => {
                request.takeImported(imported)
                close()
              }}
              onCaptured={id => {
                void request.takeCaptured(id)
                close()
              }}
              onClose={close}
            />
          ) : null}
          {panel === 'kept' ? (
            <KeptPanel
              onOpen={row => {
                void request.open(row)
                close()
              }}
            />
          ) : null}
          {panel === 'save' ? (
            <SavePanel open={request.opened} onSave={(name, id) => request.save(name, id).then(close)} onClose={close} />
          ) : null}
          <ImportNotes notes={request.notes} />
        </>
      }
      side={
        <>
          <RequestSign form={form} endpoint={endpoint} onChange={change} />
          <VariablesHelp places={places(form)} />
        </>
      }
    >
      <TargetField
        to={to}
        onChange={next => change({ to: next, ...(next.kind === 'url' && form.sign === 'endpoint' ? { sign: 'none' } : {}) })}
      />
      <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2">
        <Field label={t.method}>
          <Input mono value={form.method} maxLength={32} onChange={event => change({ method: event.target.value })} />
        </Field>
        {to.kind === 'endpoint' ? (
          <Field label={t.path} hint={destination === null ? t.pathHint : <span className="break-all">{t.goesTo(destination.url)}</span>}>
            <Input mono value={form.path} onChange={event => change({ path: event.target.value })} />
          </Field>
        ) : null}
      </div>
      <HeaderRows rows={form.headers} open onChange={headers => change({ headers })} />
      <RequestBody value={form.body} contentType={contentTypeOf(form)} onChange={body => change({ body })} />
    </Frame>
  )
}
