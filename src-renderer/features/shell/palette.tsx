import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { available, keysOf } from '../../commands/command.ts'
import { commands, overrides } from '../../commands/registry.ts'
import { thingsOf } from '../../commands/things.ts'
import { app } from '../../state/store.ts'
import { leaveFor } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { cx } from '../../ui/cx.ts'
import { Keys } from '../../ui/kbd.tsx'
import { itemClass } from '../../ui/menu.tsx'

/** A line of the palette. */
interface Offer {
  readonly id: string
  readonly title: string
  /** What it is: a command's group, or a Source, an Endpoint, a view. */
  readonly kind: string
  readonly words: string
  readonly keys: string | undefined
  /** Not among what is offered before anything was typed. */
  readonly thing: boolean
  run(): void | Promise<void>
}

/** Commands first, so that a Source called "Settings" takes no command's place; then what a person has made, by name. */
function offers(): Offer[] {
  const now = app()
  return [
    ...commands
      .filter(command => command.id !== 'window.palette' && available(command, now))
      .map(command => ({
        id: command.id,
        title: command.title,
        kind: en.groups[command.group],
        words: command.words ?? '',
        keys: keysOf(command, overrides)[0],
        thing: false,
        run: command.run,
      })),
    ...thingsOf(now).map(thing => ({ ...thing, keys: undefined, thing: true })),
  ]
}

/** Every command that can run now, found by typing; and the Sources, Endpoints and views, by their names. */
export function Palette({ onClose }: { onClose(): void }) {
  // Taken once: opening the palette must not change what is offered in it.
  const [offered] = useState(offers)
  const [typed, setTyped] = useState('')
  // Noted before its input takes the focus: the dialog itself looks only after that.
  const [before] = useState(() => document.activeElement)
  return (
    <Dialog.Root open onOpenChange={open => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex justify-center p-4 pt-[12vh]">
          <Dialog.Popup
            aria-label={en.palette.title}
            finalFocus={() => (before instanceof HTMLElement && before.isConnected ? before : true)}
            className="popup flex h-fit max-h-[min(28rem,76vh)] w-[34rem] max-w-full flex-col overflow-hidden rounded-panel border border-line bg-raised shadow-float outline-none"
          >
            <Autocomplete.Root
              inline
              open
              // What a person has made may be hundreds: it is offered when it is looked for.
              items={typed.trim() === '' ? offered.filter(({ thing }) => !thing) : offered}
              value={typed}
              onValueChange={setTyped}
              itemToStringValue={(offer: Offer) => offer.title}
              filter={(offer: Offer, typed) => answersTo(offer, typed)}
              autoHighlight="always"
              keepHighlight
            >
              <div className="flex shrink-0 items-center gap-2 border-line border-b px-3">
                <Search className="size-4 text-ink-3" aria-hidden />
                <QueryInput />
              </div>
              <Autocomplete.Empty className="empty:hidden">
                <p className="px-4 py-6 text-center text-ink-2">{en.palette.none}</p>
              </Autocomplete.Empty>
              <Autocomplete.List className="min-h-0 overflow-y-auto p-1 empty:hidden">
                {(offer: Offer) => (
                  <Autocomplete.Item
                    key={offer.id}
                    value={offer}
                    onClick={() => leaveFor(offer.run)}
                    className={cx(itemClass, 'data-highlighted:bg-selected')}
                  >
                    <span className="min-w-0 flex-1 truncate">{offer.title}</span>
                    <span className="text-ink-3 text-small">{offer.kind}</span>
                    {offer.keys === undefined ? null : <Keys keys={offer.keys} />}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Whether every word that was typed stands in a line, or is one of those that find it, in any order, with the apostrophe that keyboards have. */
function answersTo({ title, kind, words }: Offer, typed: string): boolean {
  const text = plain(`${title} ${kind} ${words}`)
  return plain(typed)
    .split(/\s+/)
    .every(word => text.includes(word))
}

const plain = (text: string): string => text.toLowerCase().replaceAll('’', "'").trim()

/** Takes the focus before the browser can hand out another key. The dialog does so too, but with the next frame. */
function QueryInput() {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])
  return (
    <Autocomplete.Input
      ref={input}
      aria-label={en.palette.placeholder}
      placeholder={en.palette.placeholder}
      className="h-11 min-w-0 flex-1 bg-transparent text-title outline-none"
    />
  )
}
