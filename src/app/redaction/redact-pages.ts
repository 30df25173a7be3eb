import { join } from 'node:path'
import { NAMES } from '../../archive/folder.ts'
import { PageFiles } from '../../archive/page-files.ts'
import { decodeLine, encodeLine, type ShopEvent } from '../../archive/page-lines.ts'
import {
  anyCode,
  DELETED,
  ofContent,
  onlyHarmless,
  onlyLinks,
  onlyPlatformWords,
  onlyStates,
  type Treatment,
  unlessName,
  withoutNumbers,
} from '../../domain/privacy/redaction.ts'
import { DyshopError } from '../../errors.ts'
import {
  type Json,
  type JsonObject,
  parseLossless,
} from '../../sources/open-api/client/lossless-json.ts'
import type { Deps } from '../ports.ts'
import type { FieldCounts } from './redaction-counts.ts'

/** The report under which cells of the Open API's answers are counted. */
const REPORT = 'open-api'

/**
 * Fields of the answers that tell of people, by their names (API notes 3.1, 3.3, 3.6): receivers and
 * their ciphertexts, phones, streets, what buyers and staff typed, which of the staff, who has an
 * account, the id under which the platform keeps a buyer's address.
 */
const PEOPLE =
  /rece?ie?ver|(?:^|_)tel(?:$|_)|phone|mobile|(?:^|_)words$|remark|encrypt|open_?id|(?:user|buyer|author|operator|account|contact|staff|nick)_?(?:id|name|nick)|(?:^|_)op_?name|open_?address|landmark|^nick|id_card|^(?:street|detail|contact|operator)$|evidence|address_detail|(?:^|_)(?:wx|wechat|cert|idcard|id)_(?:id|no|num|number)$|^qq(?:_|$)/i
/** Objects that are about one person from end to end, or about a street. */
const PERSON = /^street$|rece?ie?ver|^(?:user|buyer|contact|operator|author)(?:_info)?$/i
/** Where a buyer is, to the metre, in numbers or in texts that look like any other number. */
const PLACE = /coordinate|longitude|latitude/i
/** Fields whose texts are names or kinds of goods, or the shop's own name. */
const GOODS =
  /(?:product|sku|specs?|values?|brand|category|propert(?:y|ies)|goods|item|shop)_?name$|cname$|title|^spec|^value$/i
const REGION = /(?:province|city|town|district)_name$/i
/** Fields whose texts are words of the platform, or who carries a parcel. */
const WORDS = /_desc$|_text$|company_name$|type$|^msg$|^currency/i
const STATUS = /status/i
/** Reasons are the platform's to choose from, and somebody may have typed one. */
const REASON = /reason$/i
const CODES = /^code$|_code$|^company$/i
const IDS = /(?:^|_)(?:id|ids|no)(?:_str)?$/i
const LINKS = /url$|^img$|_pic$|image$/i
const MOBILE = /^1[3-9]\d{9}$/
/** Fields of numbers that are facts, however many digits they have. */
const COUNTED = /amount|fee|price|cost|balance|time|total|count|num|size|(?:^|_)ids?(?:_|$)/i
/** Fields have such names; in a map that is kept by something else, the name may be anybody's. */
const FIELD_NAME = /^[\w.-]*$/

/** Rewrites the files of pages without people's data, line by line, under their own names. */
export async function rewritePages(
  root: string,
  target: string | null,
  { deps, counts }: { deps: Deps; counts: FieldCounts },
): Promise<void> {
  const pages = new PageFiles(root, deps.files)
  for (const { file } of await pages.all()) {
    const lines = scrubbedLines(pages, file, counts)
    if (target === null) {
      for await (const _ of lines) deps.interruption.check()
      continue
    }
    const made = await deps.files.create(join(target, NAMES.originals, file))
    try {
      for await (const line of lines) {
        deps.interruption.check()
        await made.write(line)
      }
      await made.commit()
    } catch (error) {
      await made.discard()
      throw error
    }
  }
}

async function* scrubbedLines(
  pages: PageFiles,
  file: string,
  counts: FieldCounts,
): AsyncGenerator<Buffer> {
  for await (const { bytes } of pages.lines(file)) {
    const event = decodeLine(bytes)
    if (!event) throw new DyshopError('archive-damaged', { path: `${NAMES.originals}/${file}` })
    yield encodeLine(scrubbedEvent(event, counts))
  }
}

function scrubbedEvent(event: ShopEvent, counts: FieldCounts): ShopEvent {
  if (!('body' in event)) return event
  const json = parseLossless(Buffer.from(event.body).toString('utf8'))
  const isAddressBook = event.type === 'page' && event.stream === 'addresses'
  const scrubbed = isAddressBook ? withoutItems(json, counts) : scrub(json, '', counts)
  return { ...event, body: Buffer.from(JSON.stringify(scrubbed)) }
}

/** The merchant's own addresses are people's data as a whole. */
function withoutItems(json: Json, counts: FieldCounts): Json {
  if (Array.isArray(json)) {
    for (const _ of json) counts.add(REPORT, 'address', 'removed')
    return []
  }
  if (!isObject(json)) return json
  const entries = Object.entries(json).map(([key, value]) => [key, withoutItems(value, counts)])
  return Object.fromEntries(entries) as JsonObject
}

/** @param isOfPerson what stands inside an object about a person */
function scrub(json: Json, key: string, counts: FieldCounts, isOfPerson = false): Json {
  if (Array.isArray(json)) return json.map((each) => scrub(each, key, counts, isOfPerson))
  if (isObject(json)) {
    const isPerson = isOfPerson || PERSON.test(key) || PLACE.test(key)
    const entries = Object.entries(json).map(([name, value]) => [
      FIELD_NAME.test(name) ? name : DELETED,
      scrub(value, fullName(name, { of: json, called: key }), counts, isPerson),
    ])
    return Object.fromEntries(entries) as JsonObject
  }
  const isPerson = isOfPerson || PEOPLE.test(key) || PLACE.test(key)
  return scrubValue(json, key, { counts, isPerson })
}

function scrubValue(
  json: string | number | boolean | null,
  key: string,
  { counts, isPerson }: { counts: FieldCounts; isPerson: boolean },
): Json {
  const isOfPlace = PLACE.test(key) && typeof json === 'number'
  const isPhone = typeof json === 'number' && MOBILE.test(String(json)) && !COUNTED.test(key)
  if (isPhone || isOfPlace || (isPerson && typeof json === 'string' && json !== '')) {
    counts.add(REPORT, key, 'removed')
    return ''
  }
  if (typeof json !== 'string') return json
  const after = treatmentOf(key)(json)
  if (after !== json) counts.add(REPORT, key, 'screened')
  return after
}

/** A field that is called a mere `name` is what its object is the name of. */
function fullName(
  name: string,
  { of: object, called }: { of: JsonObject; called: string },
): string {
  if (name !== 'name') return name
  return 'product_id' in object ? 'product_name' : `${called}_name`
}

function treatmentOf(key: string): Treatment {
  if (GOODS.test(key)) return withoutNumbers
  if (REGION.test(key)) return ofContent.region
  if (REASON.test(key)) return onlyPlatformWords
  if (STATUS.test(key)) return onlyStates
  if (CODES.test(key)) return ofContent['own-code']
  if (IDS.test(key)) return anyCode
  if (LINKS.test(key)) return onlyLinks
  return WORDS.test(key) ? unlessName : onlyHarmless
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
