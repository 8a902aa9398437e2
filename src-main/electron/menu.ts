import { app, Menu } from 'electron'
import type { PageMenu } from '#contract/page-menu.ts'
import { menuTemplate } from './menu-template.ts'

/**
 * The menu bar: the standard roles at once, the page's commands when it has told them.
 * @param run called with the id of a command that was chosen
 */
export function createMenu(run: (id: string) => void): { show(menus: readonly PageMenu[]): void } {
  let shown = ''
  const show = (menus: readonly PageMenu[]): void => {
    const same = JSON.stringify(menus.map(menu => ({ ...menu, items: menu.items.map(({ enabled: _, ...item }) => item) })))
    const bar = Menu.getApplicationMenu()
    // A menu that is open would close if it were made anew, and what can run changes with every row that is chosen.
    if (same === shown && bar) {
      for (const { id, enabled } of menus.flatMap(({ items }) => items)) {
        const item = bar.getMenuItemById(id)
        if (item) item.enabled = enabled
      }
      return
    }
    shown = same
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ menus, name: app.name, mac: process.platform === 'darwin', run })))
  }
  show([])
  return { show }
}
