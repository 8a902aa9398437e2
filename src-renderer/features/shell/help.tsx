import { keysOf } from '../../commands/command.ts'
import { commands, overrides } from '../../commands/registry.ts'
import { en } from '../../strings/en.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Keys } from '../../ui/kbd.tsx'

const groups = ['request', 'delivery', 'list', 'go', 'window'] as const

/** All keys in force. */
export function Help({ onClose }: { onClose(): void }) {
  return (
    <Dialog open onClose={onClose} title={en.help.title} description={en.help.description} width="normal" reading>
      <div className="gap-x-8 sm:columns-2">
        {groups.map(group => (
          <section key={group} className="mb-4 break-inside-avoid-column">
            <h3 className="mb-1 font-semibold text-ink-3 text-small">{en.groups[group]}</h3>
            <dl>
              {commands
                .filter(command => command.group === group && keysOf(command, overrides).length > 0)
                .map(command => (
                  <div key={command.id} className="flex min-h-7 items-center justify-between gap-3">
                    <dt>{command.title}</dt>
                    <dd className="flex gap-2">
                      {keysOf(command, overrides).map(keys => (
                        <Keys key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
