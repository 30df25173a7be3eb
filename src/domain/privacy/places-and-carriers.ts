/** A street or house; 路南区, 鼓楼区 and 周村区 are districts. */
export const STREET =
  /(?:路|街(?!道)|巷|弄|胡同|村|小区|花园|公寓|大厦|广场|苑|栋|幢|单元|室|楼|号)(?!.?[区县市镇乡]$)/

const NAMES =
  '顺丰|中通|圆通|申通|韵达|极兔|百世|京东|德邦|丹鸟|菜鸟|安能|天天|宅急送|优速|跨越|壹米滴答|壹米|邮政|同城|丰网|顺心捷达|日日顺|苏宁|众邮|中铁|京广|闪送|达达|EMS|FedEx|DHL|UPS'
const KINDS = '标准快递|快递|速递|速运|快运|物流|邮政|包裹|小包|快包|特快|专递|货运|配送|同城|快件'

/** A word of a carrier's name, which tells it from a person's. */
export const WORD_OF_CARRIER = new RegExp(`${KINDS}|${NAMES}`)

/** The name of a carrier from end to end, or nothing. */
export const CARRIER = new RegExp(`^(?:中国)?(?:${NAMES})?(?:${KINDS})*$`, 'i')

/** The short names of carriers in answers and file exports; a person's name is none of them. */
export const CODE_OF_CARRIER =
  /^(?:sf|shunfeng|yt|yto|yuantong|zt|zto|zhongtong|st|sto|shentong|yd|yunda|jt|jtsd|jtexpress|jitu|ht|htky|huitongkuaidi|baishi|yz|yzpy|youzhengguonei|youzheng|ems|jd|jingdong|db|dbl|debang|debangkuaidi|debangwuliu|dn|danniao|an|ane|anneng|annengwuliu|ky|kuayue|ys|yousu|zjs|zhaijisong|tt|tiantian|fw|fengwang|rrs|ririshun|sn|suning|cainiao|zhongyou)$/i
