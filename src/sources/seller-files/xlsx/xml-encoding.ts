import { Buffer } from 'node:buffer'
import { MalformedXml } from './xml-text.ts'

type Decoder = InstanceType<typeof TextDecoder>

/** The bytes of an XML part as UTF-8, whatever encoding its first bytes tell (XML 1.0, appendix F). */
export async function* asUtf8(
  part: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  let decoder: Decoder | undefined
  let isFirst = true
  for await (const chunk of part) {
    if (isFirst) decoder = decoderFor(encodingOf(chunk))
    isFirst = false
    yield decoder ? transcode(decoder, chunk) : chunk
  }
  if (decoder) yield transcode(decoder)
}

function encodingOf(start: Buffer): string {
  const [first, second] = start
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  const declaration = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)/.exec(
    start.toString('latin1', 0, 200),
  )
  const encoding = declaration?.[1]?.toLowerCase() ?? 'utf-8'
  return encoding === 'us-ascii' || encoding === 'utf8' ? 'utf-8' : encoding
}

/** Undefined for UTF-8, whose bytes are scanned as they are. */
function decoderFor(encoding: string): Decoder | undefined {
  if (encoding === 'utf-8') return undefined
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (error) {
    throw new MalformedXml('an unknown encoding', { cause: error })
  }
}

function transcode(decoder: Decoder, bytes?: Buffer): Buffer {
  try {
    return Buffer.from(bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
  } catch (error) {
    throw new MalformedXml('text does not fit its encoding', { cause: error })
  }
}
