/**
 * What tells a Chinese name from other words: it begins with one of a few hundred surnames and is two
 * or three characters long, four with a surname of two. For showing it is only used beside something that
 * names go with, such as a phone number, because many words begin like a name.
 */

const SURNAMES =
  '李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟' +
  '汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温' +
  '芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫屈鲍覃霍翁隋' +
  '甘景包柏宁柯阮桂闵解柴华车冉房边佘蓝喻尚褚娄鄢仇岑沙米凤戚窦乐应储麦占幸庾晏瞿虞柳' +
  // In the characters of Hong Kong and Taiwan, where they differ; 於 is mostly another word.
  '張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許蘇盧蔣賈葉閻譚鄒陸龍萬錢湯賴龐樊顏嚴溫蘆魯韋畢聶叢欒關費紀項遊陽衛閔馮藍喬倪塗竇樂應儲麥龔莊賀'

const LONG_SURNAMES =
  '歐陽|司馬|諸葛|東方|尉遲|公孫|長孫|軒轅|南宮|西門|獨孤|欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|长孙|宇文|轩辕|南宫|西门|独孤'

/** Words that begin like a name and are none. */
const NO_NAMES =
  '周[一二三四五六日天末期边]|安[排全装卸心徽静]|方[便法式向案]|高[级价新档温]|马上|任[何务意]|万[一元能]|于[是今]|金[额币属色华]|' +
  '白[色天酒糖]|黄[色金山石]|蓝[色牙]|路[上边口过]|包[装裹邮含括]|毛[重巾衣]|管理|关[店于闭注]|费用|项目|成[功交]|解[决释]|' +
  '何[时处地]|常[温见用规州]|温[度馨州]|文[件字具]|石[头家]|田[地园]|季[节度]|应[该付当]|向[上下您]|左右|華|华[为南北东中]|' +
  '车[上间型]|房[间号]|边[上缘]|江[苏西阴]|苏州|徐州|郑州|杭州|柳州|贺州|宁[波夏]|秦皇|马鞍|云南|海南|乐[意观]|易碎|' +
  '米[饭色]|麦片|顾[客问]|段[时落]|雷[达]|童[装鞋]|盛[装放]|游[戏客]|卫[生衣]|景[区色]|尚[未]|申[请诉通]|程[序度]|' +
  '陆[续]|余[额下款]|钟[后左]|曾[经]|许[多可]|叶[子]|钱[包款]|江[湖边]|齐[全]|严[重禁]|占[用]|幸[运福]|储[存物]|' +
  '许多|許多|顏色|颜色|馬上|黃色|萬[一元]|關[店於閉注]|應[該付當]|樂意|麥片|溫[度馨]|嚴重|錢包|' +
  '本|单'

/** A name as a part of a regular expression with the flag `u`. */
export const NAME_PATTERN = `(?!${NO_NAMES})(?:(?:${LONG_SURNAMES})\\p{Script=Han}{1,2}|[${SURNAMES}]\\p{Script=Han}{1,2})`

const WHOLE_NAME = new RegExp(`^${NAME_PATTERN}$`, 'u')
/** How words of state end, such as 安装中 or 成团失败; a name hardly does. */
const STATE_ENDING = /[中成败功款货单消束过理付送达收退完]$/u

/** True for a text that is a name from end to end, as far as one can tell. */
export function looksLikeName(text: string): boolean {
  return isWholeName(text) && !STATE_ENDING.test(text)
}

/** The same where other words are known: also a name that ends as words of state do, such as 刘成功. */
export function isWholeName(text: string): boolean {
  return WHOLE_NAME.test(text)
}

/** The characters of a text that are no surname. */
export function withoutSurnames(text: string): string {
  return [...text].filter((each) => !SURNAMES.includes(each)).join('')
}
