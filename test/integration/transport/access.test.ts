import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, askWithToken, rawExchange, signIn, startWeb, token, upgradeStatus, type Web } from '../../support/transport/web.ts'

let web: Web
let cookie: string

beforeAll(async () => {
  web = await startWeb()
  web.core.bodies.set('req_1', { bytes: Buffer.from('captured'), contentType: null })
  cookie = await signIn(web.port)
})
afterAll(() => web.end())

/** Every kind of route. `page` is a file of the window; the others hold data. */
const routes = {
  page: (headers: Record<string, string>) => ask(web.port, '/', { headers }),
  asset: (headers: Record<string, string>) => ask(web.port, '/assets/index-abc123.js', { headers }),
  rpc: (headers: Record<string, string>) => ask(web.port, '/rpc/app.info', { method: 'POST', headers, body: '{}' }),
  description: (headers: Record<string, string>) => ask(web.port, '/rpc', { headers }),
  body: (headers: Record<string, string>) => ask(web.port, '/body/req_1', { headers }),
  upload: (headers: Record<string, string>) => ask(web.port, '/uploads', { method: 'PUT', headers, body: 'x' }),
  webSocket: async (headers: Record<string, string>) => ({ status: await upgradeStatus(web.port, headers) }),
}
const names = Object.keys(routes) as (keyof typeof routes)[]
const dataRoutes = names.filter(name => name !== 'page' && name !== 'asset')
const statuses = async (headers: Record<string, string>, of = names) =>
  Object.fromEntries(await Promise.all(of.map(async name => [name, (await routes[name](headers)).status] as const)))
const all = (status: number, of = names) => Object.fromEntries(of.map(name => [name, status]))
const success = { ...all(200), webSocket: 101 }
const ofData = (status: number) => all(status, dataRoutes)

const bearer = { authorization: `Bearer ${token}` }
const sameOrigin = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }

describe('who is let in', () => {
  test('a program with the token', async () => {
    expect(await statuses(bearer)).toEqual(success)
  })

  test('our own page with its cookie', async () => {
    expect(await statuses({ cookie, ...sameOrigin })).toEqual(success)
    expect(await statuses({ cookie, ...sameOrigin, Origin: `http://${web.host}` })).toEqual(success)
  })

  test('our own page where the browser leaves Sec-Fetch-Site out: by its Origin, or by the header that only it can add', async () => {
    expect(await statuses({ cookie, Origin: `http://${web.host}` })).toEqual(success)
    expect(await statuses({ cookie, 'hookbench-page': '1' })).toEqual(success)
  })

  test('under each of the names of loopback', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      const Host = `${name}:${web.port}`
      expect(await statuses({ cookie, Host, Origin: `http://${Host}` })).toEqual(success)
    }
  })

  test('among cookies of that name that another port has set', async () => {
    const name = cookie.split('=')[0]
    expect(await statuses({ cookie: `${name}=theirs; other=1; ${cookie}; ${name}=again`, ...sameOrigin })).toEqual(success)
  })
})

describe('who is refused, on the page, rpc, bodies, uploads and the WebSocket alike', () => {
  const crossPort = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }
  const table: [who: string, headers: () => Record<string, string>, status: number][] = [
    ['nobody in particular', () => ({}), 401],
    ['a wrong token', () => ({ authorization: 'Bearer wrong' }), 401],
    ['a token that begins like ours', () => ({ authorization: `Bearer ${token}x` }), 401],
    ['an empty token', () => ({ authorization: 'Bearer ' }), 401],
    ['the token by another scheme', () => ({ authorization: `Basic ${token}` }), 401],
    ['the token in the cookie', () => ({ cookie: `hookbench_${web.port}=${token}`, ...sameOrigin }), 401],
    ['the cookie of another run', () => ({ cookie: `hookbench_${web.port}=c2Vzc2lvbg`, ...sameOrigin }), 401],
    ['the cookie value under another port’s name', () => ({ cookie: cookie.replace(`_${web.port}=`, '_1='), ...sameOrigin }), 401],
    ['a wrong Host with the token (DNS rebinding)', () => ({ ...bearer, Host: `evil.example:${web.port}` }), 403],
    ['a wrong Host with the cookie and that very Origin', () => rebound(), 403],
    ['a right Host with a wrong port', () => ({ ...bearer, Host: '127.0.0.1:1' }), 403],
    ['a Host without port', () => ({ ...bearer, Host: '127.0.0.1' }), 403],
    ['a Host that only begins like ours', () => ({ ...bearer, Host: `127.0.0.1:${web.port}.evil.example` }), 403],
    ['a wrong Origin with the token', () => ({ ...bearer, Origin: 'http://evil.example' }), 403],
    ['a wrong Origin with the cookie', () => ({ cookie, Origin: 'http://evil.example' }), 403],
    ['an opaque Origin', () => ({ cookie, ...sameOrigin, Origin: 'null' }), 403],
    ['our Origin by https', () => ({ cookie, Origin: `https://${web.host}` }), 403],
    ['another port’s page with our cookie', () => ({ cookie, ...crossPort, Origin: 'http://127.0.0.1:3000' }), 403],
    ['another port’s page with our cookie, no Origin sent', () => ({ cookie, ...crossPort }), 403],
    [
      'another port’s page with our cookie, in a frame',
      () => ({ cookie, ...crossPort, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }),
      403,
    ],
    ['a page of another site', () => ({ cookie, ...crossPort, 'sec-fetch-site': 'cross-site' }), 403],
  ]
  const rebound = () => ({ cookie, Host: `evil.example:${web.port}`, Origin: `http://evil.example:${web.port}`, ...sameOrigin })

  test.each(table)('%s', async (_who, headers, status) => {
    expect(await statuses(headers())).toEqual(all(status))
  })

  test('the cookie without any proof of who asks: data is refused, the page (which holds none) is not', async () => {
    expect(await statuses({ cookie }, dataRoutes)).toEqual(ofData(403))
    expect((await routes.page({ cookie })).status).toBe(200)
  })

  test('a navigation is no proof for data', async () => {
    const navigation = { cookie, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect(await statuses(navigation, dataRoutes)).toEqual(ofData(403))
    expect((await routes.page(navigation)).status).toBe(200)
    expect((await routes.page({ ...navigation, 'sec-fetch-site': 'same-site' })).status).toBe(200)
  })

  test('a preflight is never granted', async () => {
    const preflight = {
      Origin: 'http://127.0.0.1:3000',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'hookbench-page',
    }
    const answer = await ask(web.port, '/rpc/app.info', { method: 'OPTIONS', headers: preflight })
    expect(answer.status).toBe(403)
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control-'))).toEqual([])
  })

  test('a request without Host, or for another server', async () => {
    expect(await rawExchange(web.port, `GET /rpc HTTP/1.0\r\nAuthorization: Bearer ${token}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403 /)
    const proxied = `GET http://${web.host}/rpc HTTP/1.1\r\nHost: ${web.host}\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`
    expect(await rawExchange(web.port, proxied)).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('refusals say what to do, as JSON for data and as text for the page, and are logged without secrets', async () => {
    const data = await routes.rpc({ cookie: 'a=b' })
    expect(data.json().error).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('Authorization: Bearer') })
    expect(data.headers['www-authenticate']).toBe('Bearer')
    const page = await ask(web.port, '/?token=wrong-one')
    expect(page.status).toBe(401)
    expect(page.headers['content-type']).toMatch('text/plain')
    expect(page.text).toMatch('Open the URL that Hookbench printed')
    const logged = JSON.stringify(web.core.log.lines)
    expect(logged).toContain('access.refused')
    expect(logged).not.toContain('wrong-one')
    expect(logged).not.toContain(token)
  })
})

describe('the first navigation', () => {
  const navigation = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

  test('trades the token for a cookie that is not the token, and leaves the token behind', async () => {
    const answer = await ask(web.port, `/?token=${token}`, { headers: navigation })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
    expect(answer.headers['cache-control']).toBe('no-store')
    const [set = ''] = answer.headers['set-cookie'] ?? []
    expect(set).toMatch(new RegExp(`^hookbench_${web.port}=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; Path=/$`))
    expect(set).not.toContain(token)
  })

  test('also from a link on another page, but not from that page’s script or frame', async () => {
    const from = (headers: Record<string, string>) => ask(web.port, `/?token=${token}`, { headers: { ...navigation, ...headers } })
    expect((await from({ 'sec-fetch-site': 'cross-site' })).status).toBe(303)
    expect((await from({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' })).status).toBe(403)
    expect((await from({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).status).toBe(403)
    expect((await from({ Host: `evil.example:${web.port}` })).status).toBe(403)
  })

  test('the token in the query opens the page alone', async () => {
    for (const path of ['/rpc', '/body/req_1', '/assets/index-abc123.js', '/index.html', '/rpc/ws']) {
      expect((await ask(web.port, `${path}?token=${token}`, { headers: navigation })).status, path).toBe(401)
    }
    expect(await upgradeStatus(web.port, {}, `/rpc/ws?token=${token}`)).toBe(401)
  })
})

describe('other listeners', () => {
  test('Electron’s serves no window and sets no cookie', async () => {
    const api = await startWeb({ uiDir: null })
    try {
      const first = await ask(api.port, `/?token=${token}`, { headers: { 'sec-fetch-mode': 'navigate' } })
      expect(first.status).toBe(401)
      expect(first.headers['set-cookie']).toBeUndefined()
      expect((await askWithToken(api.port, '/')).status).toBe(404)
      expect((await askWithToken(api.port, '/rpc/app.info', { method: 'POST' })).status).toBe(200)
    } finally {
      await api.end()
    }
  })

  test('one on all addresses answers under its own address and loopback names, never under a name of someone else’s', async () => {
    const open = await startWeb({ host: '0.0.0.0' })
    try {
      const status = async (name: string) =>
        (await askWithToken(open.port, '/rpc/app.info', { method: 'POST', headers: { Host: `${name}:${open.port}` } })).status
      expect(await status('127.0.0.1')).toBe(200)
      expect(await status('localhost')).toBe(200)
      expect(await status('10.9.8.7')).toBe(403)
      expect(await status('hookbench.evil.example')).toBe(403)
      expect(open.url).toBe(`http://127.0.0.1:${open.port}`)
    } finally {
      await open.end()
    }
  })

  test('a port that is taken is said in one sentence', async () => {
    await expect(startWeb({ port: web.port })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`Port ${web.port} on 127.0.0.1 is in use`),
    })
  })
})
