import { Keyboard, RotateCcw } from 'lucide-react'
import { type KeyboardEvent, useState, useSyncExternalStore } from 'react'
import { type Command, conflicts, keysOf } from '../../commands/command.ts'
import { commands, onKeysSet, overrides, setKeys } from '../../commands/registry.ts'
import { en } from '../../strings/en.ts'
import { settingsText } from '../../strings/settings.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Input } from '../../ui/input.tsx'
import { Keys } from '../../ui/kbd.tsx'
import { keysFrom } from './pressed.ts'
import { Section } from './section.tsx'

const t = settingsText.keys

/** Every command with its keys, to be set anew. */
export function KeySettings() {
  const set = useSyncExternalStore(onKeysSet, () => overrides)
  const [text, setText] = useState('')
  const clashes = conflicts(commands, set)
  const wanted = text.trim().toLowerCase()
  return (
    <Section title={t.title} hint={`${t.hint} ${t.browser}`}>
      <Disclosure title={en.help.title}>
        <Input type="search" aria-label={t.search} placeholder={t.search} value={text} onChange={event => setText(event.target.value)} />
        <ul className="divide-y divide-line rounded-control border border-line">
          {commands
            .filter(command => command.title.toLowerCase().includes(wanted))
            .map(command => (
              <Line key={command.id} command={command} keys={keysOf(command, set)} own={set[command.id] !== undefined} clashes={clashes} />
            ))}
        </ul>
      </Disclosure>
    </Section>
  )
}

interface LineProps {
  command: Command
  keys: readonly string[]
  /** A person has set them. */
  own: boolean
  clashes: ReadonlyMap<string, readonly string[]>
}

function Line({ command, keys, own, clashes }: LineProps) {
  const [waiting, setWaiting] = useState(false)
  const others = [...new Set(keys.flatMap(key => clashes.get(key) ?? []))].filter(id => id !== command.id)
  const press = (event: KeyboardEvent) => {
    if (!waiting) return
    const pressed = keysFrom(event.nativeEvent)
    if (pressed === null) return
    event.preventDefault()
    event.stopPropagation()
    setWaiting(false)
    if (pressed !== 'Escape') setKeys(command.id, pressed === 'Backspace' ? [] : [pressed])
  }
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-2 px-3 py-1">
      <span className="min-w-0 flex-1 truncate">{command.title}</span>
      {own ? (
        <IconButton size="small" label={t.reset(command.title)} icon={<RotateCcw />} onClick={() => setKeys(command.id, null)} />
      ) : null}
      <Button size="small" icon={<Keyboard />} onClick={() => setWaiting(true)} onKeyDown={press} onBlur={() => setWaiting(false)}>
        <span className="sr-only">{t.set(command.title)} </span>
        {waiting ? t.waiting : keys.length === 0 ? t.off : keys.map(key => <Keys key={key} keys={key} />)}
      </Button>
      {others.length > 0 ? (
        <p className="w-full text-small text-warn">
          {t.clash(others.map(id => commands.find(each => each.id === id)?.title ?? id).join(', '))}
        </p>
      ) : null}
    </li>
  )
}
