import { ClipboardCopy, GitCompareArrows, Palette, Pin, Send, Trash2, X } from 'lucide-react'
import { commandOf, keyOf } from '../../commands/registry.ts'
import { clearMarked } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { firstText } from '../../strings/first.ts'
import { listText } from '../../strings/list.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'

/** An icon alone among buttons with words, bordered as they are. */
const bordered = 'border border-line-strong/60 bg-surface'
/** Beside a wide detail there is room for the icons alone. */
const word = 'sr-only @min-[26rem]:not-sr-only'
const run = (id: string) => () => void commandOf(id)?.run()

/** Takes the place of the list's bar while several Requests are chosen: how many, and what can be done with all of them. */
export function MarkedBar() {
  const chosen = useApp(state => state.marked.size)
  return (
    <section aria-label={en.many.label} className="flex h-9 shrink-0 items-center gap-1.5 border-line border-b bg-selected pr-1.5 pl-3">
      <span role="status" className="min-w-0 flex-1 truncate font-semibold">
        {en.many.chosen(count(chosen))}
      </span>
      <Button size="small" title={en.many.resend} icon={<Send />} onClick={run('request.replay')}>
        <span className={word}>{en.many.resend}</span>
      </Button>
      {chosen === 2 ? (
        <Button size="small" title={firstText.compare.command} icon={<GitCompareArrows />} onClick={run('request.compare')}>
          <span className={word}>{firstText.compare.button}</span>
        </Button>
      ) : null}
      <IconButton
        size="small"
        className={bordered}
        label={en.command.pin}
        keys={keyOf('request.pin')}
        icon={<Pin />}
        onClick={run('request.pin')}
      />
      <IconButton
        size="small"
        className={bordered}
        label={listText.label.command}
        keys={keyOf('request.label')}
        icon={<Palette />}
        onClick={run('request.label')}
      />
      <Button size="small" title={en.many.curl} icon={<ClipboardCopy />} onClick={run('request.curl')}>
        <span className={word}>{en.many.curl}</span>
      </Button>
      <Button size="small" kind="danger" title={en.action.delete} icon={<Trash2 />} onClick={run('request.delete')}>
        <span className={word}>{en.action.delete}</span>
      </Button>
      <IconButton size="small" label={en.many.clear} keys={keyOf('list.back')} icon={<X />} onClick={clearMarked} />
    </section>
  )
}
