import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeAnswer, FakeGateway } from './gateway.ts'

export interface FakeServer {
  /** `http://127.0.0.1:<port>` */
  url: string
  close(): Promise<void>
}

/** The gateway behind a real loopback server, which also plays the faults of a connection. */
export async function startServer(gateway: FakeGateway, port = 0): Promise<FakeServer> {
  const server = createServer((request, response) => {
    answer(gateway, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  gateway: FakeGateway,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (request.method !== 'POST') {
    response.writeHead(405).end()
    return
  }
  send(
    gateway.handle({
      path: pathname,
      query: searchParams,
      headers: request.headers as Record<string, string | undefined>,
      body: Buffer.concat(chunks).toString('utf8'),
    }),
    response,
  )
}

function send({ status, body, fault }: FakeAnswer, response: ServerResponse): void {
  const bytes = Buffer.from(body)
  const type = fault === 'html' ? 'text/html' : 'application/json; charset=utf-8'
  if (fault === 'reset-before-headers') {
    response.socket?.resetAndDestroy()
    return
  }
  if (fault === 'http-429') response.setHeader('retry-after', '3')
  if (fault === 'cut-body') {
    // Neither a length nor chunks: the end of the connection is the end of the body.
    const head = `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nconnection: close\r\n\r\n`
    response.socket?.end(Buffer.concat([Buffer.from(head), bytes.subarray(0, -9)]))
    return
  }
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length })
  if (fault === 'reset-after-headers') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
      response.socket?.resetAndDestroy()
    })
    return
  }
  if (fault === 'slow-drip') drip(bytes, response)
  else response.end(bytes)
}

/** A byte now and then, for ever as far as anyone's patience goes. */
function drip(bytes: Buffer, response: ServerResponse): void {
  let sent = 0
  const timer = setInterval(() => {
    if (sent < bytes.length) response.write(bytes.subarray(sent, ++sent))
  }, 50)
  response.on('close', () => clearInterval(timer))
}
