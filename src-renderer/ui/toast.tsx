import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { messageOf } from '#domain/error-text.ts'
import { en } from '../strings/en.ts'
import { type Tone, toneText } from './badge.tsx'
import { Button } from './button.tsx'
import { cx } from './cx.ts'

interface ToastData {
  tone: Tone
}
const manager = Toast.createToastManager<ToastData>()

export interface Note {
  title: string
  text?: string
  tone?: Tone
  action?: { label: string; run(): void }
  /** A later note with the same id takes the place of the earlier one; left out, one that says the same does. */
  id?: string
}

/** Says something in a corner of the window for a few seconds. Callable from anywhere, also outside React. */
export function notify(note: Note): void {
  const { action } = note
  const id = manager.add({
    id: note.id ?? [note.title, note.text].join('\n'),
    title: note.title,
    ...(note.text ? { description: note.text } : {}),
    data: { tone: note.tone ?? 'quiet' },
    // Never `high`: the library then hides the note itself from screen readers while its buttons can still be reached.
    priority: 'low',
    timeout: action || note.tone === 'bad' ? 10_000 : 4_000,
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick() {
              action.run()
              manager.close(id)
            },
          },
        }
      : {}),
  })
}

/** Says what went wrong with a call. Errors of the core are sentences already. */
export function notifyError(title: string, error: unknown): void {
  notify({ tone: 'bad', title, text: messageOf(error) })
}

/** Where notes appear; once in the page. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={manager} limit={2}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={en.toast.region}
          className="fixed bottom-10 left-4 z-50 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2"
        >
          <Notes />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Notes() {
  const { toasts } = Toast.useToastManager<ToastData>()
  return toasts.map(toast => {
    const tone = toast.data?.tone ?? 'quiet'
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className="popup rounded-panel border border-line bg-raised p-3 shadow-float transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <Toast.Title className={cx('font-medium', tone === 'quiet' ? 'text-ink' : toneText[tone])} />
            <Toast.Description className="break-words text-ink-2" />
          </div>
          {toast.actionProps ? <Toast.Action render={<Button size="small" />} /> : null}
          <Toast.Close
            aria-label={en.action.dismiss}
            className="grid size-6 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-hover"
          >
            <X className="size-3.5" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    )
  })
}
