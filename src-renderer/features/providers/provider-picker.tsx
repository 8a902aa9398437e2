import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { ProviderInfo } from '#contract/app.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { sourcesText } from '../../strings/sources.ts'
import { cx } from '../../ui/cx.ts'
import { Field, useFieldProps } from '../../ui/field.tsx'
import { boxClass } from '../../ui/input.tsx'
import { itemClass, popupClass } from '../../ui/menu.tsx'
import { foundBy, isMeant } from './match.ts'

const t = sourcesText.provider

interface Choice {
  value: string
  label: string
  aliases: readonly string[]
  evidence: ProviderInfo['evidence'] | null
}

/** Finds a provider by typing. Each says what its facts were checked against. */
export function ProviderPicker(props: {
  value: string
  onChange(id: string, name: string | null): void
  aside?: ReactNode
  none?: string
}) {
  const { value, onChange, aside, none = en.source.providerNone } = props
  const providers = useApp(state => state.providers)
  const choices = useMemo<Choice[]>(
    () => [
      ...providers.map(({ id, name, aliases = [], evidence }) => ({ value: id, label: name, aliases, evidence })),
      { value: '', label: none, aliases: [], evidence: null },
    ],
    [providers, none],
  )
  const [typed, setTyped] = useState('')
  const chosen = choices.find(choice => choice.value === value) ?? null
  return (
    <Field label={en.source.provider} aside={aside}>
      <Combobox.Root
        items={choices}
        value={chosen}
        isItemEqualToValue={(a, b) => a.value === b.value}
        filter={(choice: Choice, query) =>
          choice.value === '' || isMeant({ id: choice.value, name: choice.label, aliases: choice.aliases }, query)
        }
        autoHighlight
        onInputValueChange={(text, details) => {
          setTyped(text)
          // By default Esc would empty the field and go no further; here it closes the dialog like everywhere in it.
          if (details.reason !== 'escape-key') return
          details.cancel()
          details.allowPropagation()
        }}
        onValueChange={choice => {
          if (choice) onChange(choice.value, choice.value === '' ? null : choice.label)
        }}
      >
        <Box />
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-50">
            <Combobox.Popup className={cx(popupClass, 'max-h-80 w-[var(--anchor-width)] overflow-y-auto')}>
              <Combobox.List>
                {(choice: Choice) => (
                  <Combobox.Item key={choice.value} value={choice} className={itemClass}>
                    <span className="grid size-4 place-items-center">
                      <Combobox.ItemIndicator>
                        <Check className="size-3.5" />
                      </Combobox.ItemIndicator>
                    </span>
                    <span className="min-w-0 flex-1 truncate">
                      {choice.label}
                      <Alias choice={choice} typed={typed} />
                    </span>
                    {choice.evidence ? <span className="text-ink-3 text-small">{t.evidence[choice.evidence].label}</span> : null}
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </Field>
  )
}

/** Why a provider is in the list whose own name is another. */
function Alias({ choice, typed }: { choice: Choice; typed: string }) {
  const alias = foundBy({ name: choice.label, aliases: choice.aliases }, typed)
  return alias === null ? null : <span className="text-ink-3"> ({alias})</span>
}

function Box() {
  return (
    <div className="relative">
      <Combobox.Input {...useFieldProps()} placeholder={en.source.providerSearch} className={cx(boxClass, 'h-7 w-full pr-7 pl-2')} />
      <Combobox.Trigger
        aria-label={en.source.provider}
        tabIndex={-1}
        className="absolute top-0.5 right-0.5 grid size-6 place-items-center rounded-control text-ink-3"
      >
        <ChevronsUpDown className="size-3.5" />
      </Combobox.Trigger>
    </div>
  )
}
