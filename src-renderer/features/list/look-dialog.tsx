import { setLook, toggleColumn } from '../../state/list-look.ts'
import { columnIds, densities, groupings, type ListLook, usualLook } from '../../state/look.ts'
import { useApp } from '../../state/store.ts'
import { setGrouping } from '../../state/ui.ts'
import { listText as t } from '../../strings/list.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Checkbox, Switch } from '../../ui/toggle.tsx'

const densityOptions = densities.map(value => ({ value, label: t.look.densities[value] }))
const groupingOptions = groupings.map(value => ({ value, label: t.look.groupings[value] }))

/** How the list looks. What is changed is seen behind it at once and remembered. */
export function LookDialog({ onClose }: { onClose(): void }) {
  const look = useApp(state => state.look)
  const reset = () => {
    setGrouping(usualLook.grouping)
    setLook(usualLook)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.look.button}
      width="small"
      footer={
        <Button kind="ghost" onClick={reset}>
          {t.look.reset}
        </Button>
      }
    >
      <div className="grid grid-cols-2 gap-4">
        <Field label={t.look.density}>
          <Select<ListLook['density']> value={look.density} options={densityOptions} onChange={density => setLook({ density })} />
        </Field>
        <Field label={t.look.grouping}>
          <Select<ListLook['grouping']> value={look.grouping} options={groupingOptions} onChange={setGrouping} />
        </Field>
      </div>
      <p className="text-ink-3 text-small">{t.look.groupingHint}</p>
      <Switch label={t.look.timeline} checked={look.timeline} onChange={timeline => setLook({ timeline })} />
      <fieldset>
        <legend className="mb-1.5 font-medium">{t.look.columns}</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
          {columnIds
            .filter(id => id !== 'path')
            .map(id => (
              <Checkbox key={id} label={t.columns[id]} checked={!look.hidden.includes(id)} onChange={() => toggleColumn(id)} />
            ))}
        </div>
      </fieldset>
    </Dialog>
  )
}
