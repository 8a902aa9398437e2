import { SECRET, sendPush } from './support/github.ts'
import { seed } from './support/seed.ts'
import { expect, test } from './support/test.ts'

// As most people see it; what is asked for here must hold while things move.
test.use({ reducedMotion: 'no-preference' })

test('letters typed right after the palette’s key are all in its field, and none runs a command', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host)
  await page.keyboard.press('j')
  for (let round = 0; round < 3; round++) {
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('perncm')
    await expect(window.dialog.getByRole('combobox')).toHaveValue('perncm')
    await page.keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
  }
  expect((await host.rpc('requests.list', { filter: 'is:pinned' })).rows).toEqual([])
  expect(app.received).toHaveLength(1)
})

test('a message of one’s own goes from the Endpoint’s menu and from the palette to the app', async ({ host, window, page, app }) => {
  await host.rpc('endpoints.save', { name: 'My app', url: `${app.url}/in` })
  await window.open(host)
  await test.step('menu of the Endpoint', async () => {
    await page.getByRole('button', { name: 'More for My app' }).click()
    await page.getByRole('menuitem', { name: 'Send a message' }).click()
    await window.dialog.getByRole('textbox', { name: 'Event type' }).fill('order.paid')
    await window.dialog.getByRole('textbox', { name: 'Body' }).fill('{"paid":true}')
    await window.dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(window.dialog.getByRole('region', { name: 'Sent' })).toContainText('Delivered')
    expect(app.received.map(({ url, body }) => ({ url, body }))).toEqual([{ url: '/in', body: '{"paid":true}' }])
    await page.keyboard.press('Escape')
    await expect(window.dialog).toBeHidden()
  })
  await test.step('palette', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('send a message')
    await page.keyboard.press('Enter')
    await expect(window.dialog.getByRole('checkbox', { name: /My app/ })).toBeVisible()
  })
})

test('a part that cannot be loaded says so where it would be, and the rest works on', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await page.route(/\/assets\/(detail|settings-dialog)-.*\.js/, route => route.abort())
  await window.open(host)
  await window.rows().first().click()
  const pane = page.getByRole('region', { name: 'Request', exact: true })
  await expect(pane.getByRole('alert')).toContainText('This part could not be loaded')
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(window.dialog.getByRole('alert')).toContainText('Reload the page')
  await page.keyboard.press('Escape')
  await expect(window.dialog).toBeHidden()
  await expect(window.rows().first()).toBeVisible()
  await page.unroute(/\/assets\/(detail|settings-dialog)-.*\.js/)
  await pane.getByRole('button', { name: 'Reload' }).click()
  await expect(window.detail.getByRole('tab', { name: 'Body' })).toBeVisible()
})

test('another theme is there at once, in every text, with nothing still on its way to it', async ({ host, window, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await window.open(host)
  const watch = await page.evaluateHandle(() => ({
    moving: new Promise<number>(resolve => {
      const observer = new MutationObserver(() => requestAnimationFrame(() => resolve(document.getAnimations().length)))
      observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    }),
  }))
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await watch.evaluate(({ moving }) => moving)).toBe(0)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})

test('who asks for less motion sees none', async ({ host, window, page }) => {
  const settings = page.getByRole('button', { name: 'Settings' })
  const movedAtOpening = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion })
    await window.open(host)
    const moved = await page.evaluateHandle(() => {
      const count = { began: 0 }
      for (const kind of ['transitionrun', 'animationstart']) document.addEventListener(kind, () => count.began++, { capture: true })
      return count
    })
    await settings.hover()
    await settings.click()
    await expect(window.dialog.getByRole('heading', { name: 'Settings' })).toBeVisible()
    return moved.evaluate(({ began }) => began)
  }
  expect(await movedAtOpening('no-preference')).toBeGreaterThan(0)
  expect(await movedAtOpening('reduce')).toBe(0)
})

test('addresses open what they name', async ({ host, window, page, app }) => {
  const { endpointId } = await seed(host, app.url)
  const goTo = (hash: string) =>
    page.evaluate(to => {
      location.hash = to
    }, hash)
  await window.open(host, `#/endpoint/${endpointId}`)
  await expect(page.getByRole('region', { name: 'Shop backend', exact: true })).toContainText('Deliveries are being sent.')

  const failed = (await host.rpc('deliveries.list', { state: 'failed' })).rows[0]
  await goTo(`#/delivery/${failed?.id}`)
  await expect(window.delivery).toContainText('Old staging')

  const sent = await host.rpc('messages.send', { endpointIds: [endpointId], eventType: 'demo.created', body: '{}' })
  await goTo(`#/delivery/${sent.deliveryIds[0]}`)
  await expect(window.delivery).toContainText('demo.created')

  await goTo('#/settings')
  await expect(window.dialog.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(window.dialog).toBeHidden()
  await goTo('#/nowhere/at_all')
  await expect(window.dialog).toBeHidden()

  await goTo('#/filter/source%3Agithub')
  await expect(window.rows()).toHaveCount(3)
  await goTo('#/filter/verdict%3Asometimes')
  await expect(page.getByRole('alert')).toContainText('takes one of verified')
})

test('a wrong filter in the first address shows why, and the rest of the window is there', async ({ host, window, page, app }) => {
  await seed(host, app.url)
  await window.open(host, '#/filter/verdict%3Asometimes')
  await expect(page.getByRole('alert')).toContainText('takes one of verified')
  await expect(page.getByRole('navigation')).toContainText('Stripe test')
  await page.getByRole('button', { name: 'Clear filter' }).first().click()
  await expect(window.rows('Verified').first()).toBeVisible()
})

test('several requests are chosen, copied, sent again and deleted together', async ({ host, window, page, app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await host.rpc('sources.save', { name: 'GitHub', slug: 'github', provider: 'github', secrets: [SECRET] })
  await host.rpc('endpoints.save', { name: 'My app', url: app.url })
  for (let i = 0; i < 8; i++) await sendPush(`${host.receiver}/github`, { delivery: `each-${i}` })
  await window.open(host)
  await expect(window.rows()).toHaveCount(8)
  const bar = page.getByRole('region', { name: 'Selected requests' })

  await window.rows().nth(0).click()
  await window
    .rows()
    .nth(2)
    .click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('3 selected')
  await window
    .rows()
    .nth(5)
    .click({ modifiers: ['ControlOrMeta'] })
  await expect(bar).toContainText('4 selected')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(bar).toContainText('2 selected')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()

  await window.grid.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(bar).toContainText('8 selected')
  await bar.getByRole('button', { name: 'Copy as curl' }).click()
  await expect(page.getByText('8 curl commands copied')).toBeVisible()
  expect((await page.evaluate(() => navigator.clipboard.readText())).match(/^curl /gm)).toHaveLength(8)

  await bar.getByRole('button', { name: 'Resend' }).click()
  await window.dialog.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => app.received.length).toBe(8)
  await expect(page.getByText('Requests queued for delivery')).toBeVisible()

  await window.grid.focus()
  await page.keyboard.press('Delete')
  await window.dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { name: 'Ready for the first webhook' })).toBeVisible()
  expect((await host.rpc('requests.list', {})).rows).toEqual([])
})

test('what was entered in a dialog goes only when somebody says so', async ({ host, window, page }) => {
  await host.rpc('endpoints.save', { name: 'My app', url: 'http://127.0.0.1:9/' })
  await window.open(host)
  const ask = page.getByRole('dialog', { name: 'Discard changes?' })
  const keep = ask.getByRole('button', { name: 'Keep editing' })
  for (const [key, title, field] of [
    ['m', 'Send a message', 'Event type'],
    ['n', 'New source', 'Name'],
    ['Shift+N', 'New endpoint', 'Name'],
  ] as const) {
    await test.step(title, async () => {
      const dialog = page.getByRole('dialog', { name: title })
      const name = dialog.getByRole('textbox', { name: field })
      await page.keyboard.press(key)
      await expect(name).toBeVisible()
      await page.mouse.click(5, 5)
      await expect(dialog).toBeHidden()
      await page.keyboard.press(key)
      await name.fill('order.paid')
      await page.mouse.click(5, 5)
      await page.keyboard.press('Escape')
      await expect(keep).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(ask).toBeHidden()
      await expect(name).toBeFocused()
      await expect(name).toHaveValue('order.paid')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect(ask).toBeHidden()
      await dialog
        .getByRole('button', { name: /^(Close|Cancel)$/ })
        .last()
        .click()
      await ask.getByRole('button', { name: 'Discard' }).click()
      await expect(dialog).toBeHidden()
    })
  }
  await test.step('Esc in the editor closes its search first', async () => {
    const dialog = page.getByRole('dialog', { name: 'Send a message' })
    await page.keyboard.press('m')
    await dialog.getByRole('textbox', { name: 'Body' }).fill('{"changed":true}')
    await page.keyboard.press('ControlOrMeta+f')
    await expect(dialog.getByRole('textbox', { name: 'Find' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog.getByRole('textbox', { name: 'Find' })).toBeHidden()
    await expect(ask).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(ask).toBeVisible()
  })
})

test('settings of an alert channel are not thrown away, and saving them keeps the focus', async ({ host, window, page, app }) => {
  await window.open(host)
  const ask = page.getByRole('dialog', { name: 'Discard changes?' })
  const settings = page.getByRole('dialog', { name: 'Settings' })
  for (const [title, field, text] of [
    ['Post to a URL (Slack)', 'URL', `${app.url}/services/of-mine`],
    ['Send email', 'Mail server', 'mail.example.com'],
  ] as const) {
    await test.step(title, async () => {
      const channel = settings.getByRole('group').filter({ has: page.getByRole('switch', { name: title }) })
      const input = channel.getByRole('textbox', { name: field, exact: true })
      await page.keyboard.press(',')
      await settings.locator('summary').filter({ hasText: title }).click()
      await expect(channel.getByText('Save first')).toBeHidden()
      await input.fill(text)
      await page.keyboard.press('Escape')
      await ask.getByRole('button', { name: 'Keep editing' }).click()
      await expect(input).toHaveValue(text)
      await expect(channel.getByRole('button', { name: 'Send a test' })).toBeDisabled()
      await expect(channel.getByText('Save first: the test uses the saved settings.')).toBeVisible()
      const save = channel.getByRole('button', { name: 'Save' })
      await save.focus()
      await page.keyboard.press('Enter')
      await expect(channel.getByRole('button', { name: 'Send a test' })).toBeEnabled()
      await expect(save).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(settings).toBeHidden()
      await expect(ask).toBeHidden()
    })
  }
})

test('what takes a dialog’s place asks first when something in it would be lost', async ({ host, window, page }) => {
  await host.rpc('endpoints.save', { name: 'My app', url: 'http://127.0.0.1:9/' })
  await window.open(host)
  const ask = page.getByRole('dialog', { name: 'Discard changes?' })
  const dialog = page.getByRole('dialog', { name: 'Send a message' })
  const type = dialog.getByRole('textbox', { name: 'Event type' })
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const goTo = (hash: string) =>
    page.evaluate(to => {
      location.hash = to
    }, hash)
  await page.keyboard.press('m')
  await type.fill('order.paid')

  await test.step('the other kind of what is composed', async () => {
    await dialog.getByRole('button', { name: 'Request', exact: true }).click()
    await ask.getByRole('button', { name: 'Keep editing' }).click()
    await expect(type).toHaveValue('order.paid')
    await dialog.getByRole('button', { name: 'Request', exact: true }).click()
    await ask.getByRole('button', { name: 'Discard' }).click()
    const request = page.getByRole('dialog', { name: 'Compose' })
    await request.getByRole('button', { name: 'Event to endpoints' }).click()
    await expect(ask).toBeHidden()
    await expect(type).toHaveValue('test.event')
  })

  await test.step('an address, as of an alert that was clicked', async () => {
    await type.fill('order.paid')
    await goTo('#/settings')
    await ask.getByRole('button', { name: 'Keep editing' }).click()
    await expect(type).toHaveValue('order.paid')
    await expect(settings).toBeHidden()
    // Asked again, the same address is a change again.
    await goTo('#/settings')
    await ask.getByRole('button', { name: 'Discard' }).click()
    await expect(settings).toBeVisible()
    await expect(dialog).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(settings).toBeHidden()
  })

  await test.step('the tab', async () => {
    const asked: string[] = []
    page.on('dialog', question => {
      asked.push(question.type())
      return asked.length === 1 ? question.dismiss() : question.accept()
    })
    await page.keyboard.press('m')
    await type.fill('order.paid')
    await page.evaluate(() => location.reload())
    await expect.poll(() => asked).toEqual(['beforeunload'])
    await expect(type).toHaveValue('order.paid')
    await page.reload()
    expect(asked).toEqual(['beforeunload', 'beforeunload'])
    await expect(page.locator('[data-app-state=loaded]')).toBeVisible()
    await expect(dialog).toBeHidden()
    await page.reload()
    expect(asked).toHaveLength(2)
  })
})

for (const size of [
  { width: 900, height: 600 },
  { width: 480, height: 700 },
]) {
  test(`every dialog fits into ${size.width}x${size.height}, and gives the focus back`, async ({ host, window, page, app }) => {
    await seed(host, app.url)
    await page.setViewportSize(size)
    await window.open(host)
    await window.grid.focus()
    await page.keyboard.press('j')
    for (const key of ['m', 'n', 'Shift+N', 'Shift+?', ',', 'e', 'Delete', 'ControlOrMeta+k']) {
      await test.step(key, async () => {
        await page.keyboard.press(key)
        await expect(window.dialog).toBeVisible()
        await expect(window.dialog).toBeInViewport({ ratio: 1 })
        const cut = await window.dialog.evaluate(dialog =>
          [...dialog.querySelectorAll('button, input, textarea, [role="combobox"]')]
            .map(control => control.getBoundingClientRect())
            .filter(({ width, left, right }) => width > 0 && (left < 0 || right > innerWidth)),
        )
        expect(cut).toEqual([])
        await page.keyboard.press('Escape')
        await expect(window.dialog).toBeHidden()
        await expect(window.grid).toBeFocused()
      })
    }
  })
}
