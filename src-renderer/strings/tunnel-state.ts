/** What is said of the tunnel where it is not set up: part of the first load. The rest is in tunnel.ts. */
export const tunnelStateText = {
  title: 'Tunnel',
  states: { off: 'Off', connecting: 'Connecting', online: 'Online', reconnecting: 'Reconnecting', failed: 'Failed' },
  hints: {
    off: 'The tunnel is off: only this machine can send here.',
    connecting: 'The tunnel is connecting.',
    online: 'Hookbench is reachable from the internet at this URL.',
    reconnecting: 'The tunnel was lost and is reconnecting. Webhooks sent meanwhile may fail and be retried by their providers.',
    failed: 'The tunnel is not working. Open it to see why.',
  },
  open: (state: string) => `Tunnel: ${state}`,
  command: 'Tunnel: turn on, off or change',
  cut: 'The tunnel was lost and is reconnecting',
  back: 'The tunnel is back',
}
