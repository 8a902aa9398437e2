import { Play } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useApp } from '../../state/store.ts'
import { checkText } from '../../strings/check.ts'
import { checkSetupText as t } from '../../strings/check-setup.ts'
import { Button } from '../../ui/button.tsx'
import { CloseButton, Confirm, Dialog } from '../../ui/dialog.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { type CheckDraft, checkErrors, planInput, startInput, withSecrets } from './check-draft.ts'
import { EventField } from './event-field.tsx'
import { History } from './history.tsx'
import { LimitsFields } from './limits-fields.tsx'
import { ObservationField } from './observation-field.tsx'
import { ScenarioChooser } from './scenario-chooser.tsx'
import { SigningFields } from './signing-fields.tsx'
import { TargetFields } from './target-fields.tsx'
import { usePlan } from './use-plan.ts'
import { useStart } from './use-start.ts'

/** What is checked and how, beside what would be tried and why. */
export function SetUp(props: { first(): CheckDraft; endpointId: string | null; onShow(id: string): void; onClose(): void }) {
  const { first, endpointId, onShow, onClose } = props
  const [draft, setDraft] = useState(first)
  const [tried, setTried] = useState(false)
  const endpoints = useApp(state => state.endpoints)
  const sources = useApp(state => state.sources)
  const providers = useApp(state => state.providers)
  const known = useMemo(() => ({ endpoints, sources, providers }), [endpoints, sources, providers])
  const { plan, error } = usePlan(planInput(draft, known))
  const starting = useStart(onShow)
  const errors = { ...starting.fields, ...(tried ? checkErrors(draft, known) : {}) }
  const change = (patch: Partial<CheckDraft>) => {
    starting.clear()
    setDraft(old => withSecrets({ ...old, ...patch }, known))
  }
  const start = () => {
    setTried(true)
    if (Object.keys(checkErrors(draft, known)).length > 0) return
    void starting.start(
      startInput(
        draft,
        known,
        plan.map(({ id }) => id),
      ),
    )
  }
  const fields = { draft, errors, known, onChange: change }
  const name = endpoints.find(({ id }) => id === draft.endpointId)?.name
  return (
    <Dialog
      open
      onClose={onClose}
      title={name === undefined ? checkText.title : checkText.titleOf(name)}
      description={checkText.description}
      width="full"
      onSubmit={start}
      refused={starting.refused === null ? null : { title: checkText.run.startFailed, text: starting.refused }}
      footer={
        <>
          <CloseButton />
          <Button kind="primary" type="submit" icon={<Play />} disabled={starting.busy}>
            {starting.busy ? t.starting : t.start}
          </Button>
        </>
      }
    >
      <Unsaved draft={draft} />
      <div className="grid gap-x-6 gap-y-5 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <TargetFields {...fields} />
          <SigningFields {...fields} />
          <EventField {...fields} />
          <ObservationField {...fields} />
          <LimitsFields {...fields} />
          <History endpointId={endpointId} url={null} shown={null} onShow={onShow} />
        </div>
        <ScenarioChooser plan={plan} error={error} off={draft.off} onChange={off => change({ off })} />
      </div>
      {starting.host === null ? null : (
        <Confirm
          open
          onClose={starting.dismiss}
          title={t.confirm.title(starting.host)}
          text={t.confirm.text(starting.host)}
          action={t.confirm.action(starting.host)}
          onConfirm={() => void starting.confirm()}
        />
      )}
    </Dialog>
  )
}
