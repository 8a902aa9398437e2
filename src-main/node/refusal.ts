/** Hookbench cannot start as asked, and the message is the one sentence that says why and what to do. Exit code 2. */
export class StartRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StartRefused'
  }
}

/** The sentence for an error met while starting; null when it is a defect, which deserves its stack instead. */
export function refusalOf(error: unknown): string | null {
  if (error instanceof StartRefused) return error.message
  if (!(error instanceof Error)) return null
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken; stop the program that uses it, or choose another with --receiver-port or --ui-port (0 = any free one).`
  }
  if (code === 'EACCES' && port !== undefined) return `Port ${port} requires privileges this user does not have; choose one above 1023.`
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}; choose another with --host.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The name given with --host does not resolve; use an IP address of this machine.'
  // The store speaks in sentences itself: a database from a newer version, a damaged file, a full disk.
  return error.name === 'AppError' ? error.message : null
}
