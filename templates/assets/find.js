// What answers a query, best first: pages, indicators, terms, figures, and what no document states. A name that is
// typed as it stands goes before one that holds it, a name before a text, what has figures before what has none, and
// the place that the site is about before others. It shows nothing, so that tests ask it what readers ask.
globalThis.finder = (() => {
  "use strict";
  const { fold } = globalThis.reader;

  // Chinese is searched in the characters of the mainland; whoever types those of Hong Kong and Taiwan finds the same.
  const full =
    "財稅業產區資進貿額數據創學園醫療衛護養環綠車電氣專項獨獸藥軟體網絡積顯導機構總規劃標準達現實際經濟發" +
    "開鏈場價漲購買賣銷費層樓廈寫鐵軌線運輸師訊應關係國雙設備製與會議論戶婦嬰兒歲壽險農務員勞動報題課濃塵" +
    "風災擁質優級別聯廠幣匯貸債預歐韓訂註冊辦證測驗術轉讓濱橋龍鄉鎮縣東長廣滬後裡這個們為從將較過還選聞圖" +
    "書館閒遊飯飲樂戲劇藝隊獎賽貧補貼膠鋰鋼鋁銅儲碼頭雲計圓麵幾嗎麼樣無億萬顆噸畝錢離壓溫濕歷齡齊協黨團組" +
    "織職權監獲減強彈擴壯擇換擊擔攝舊櫃棟樹櫻氫淨灣爭營獻疊瘋盤礦穩窮節紀約純紙細終給統綜綱編緊縮績繼續纖" +
    "羅聲聽脫腦臺興舉艦艙華蘭蓋蘇虛號衝裝複視覽訪評詞試詢該詳認語說請調談謝識譯讀變負貢責貨賃賞賴賺贏趨跡" +
    "躍軍載輕輪輛辭邊遠適遷郵鄰醬釋針鈔鉤銀鋪錄錯鍵鐘門閉間閱阯陳陸陽階隨隱雜難霧靜響頁順須頻顧飛馬駐驅騎" +
    "驟魚鮮鳥麗黃點";
  const simple =
    "财税业产区资进贸额数据创学园医疗卫护养环绿车电气专项独兽药软体网络积显导机构总规划标准达现实际经济发" +
    "开链场价涨购买卖销费层楼厦写铁轨线运输师讯应关系国双设备制与会议论户妇婴儿岁寿险农务员劳动报题课浓尘" +
    "风灾拥质优级别联厂币汇贷债预欧韩订注册办证测验术转让滨桥龙乡镇县东长广沪后里这个们为从将较过还选闻图" +
    "书馆闲游饭饮乐戏剧艺队奖赛贫补贴胶锂钢铝铜储码头云计圆面几吗么样无亿万颗吨亩钱离压温湿历龄齐协党团组" +
    "织职权监获减强弹扩壮择换击担摄旧柜栋树樱氢净湾争营献叠疯盘矿稳穷节纪约纯纸细终给统综纲编紧缩绩继续纤" +
    "罗声听脱脑台兴举舰舱华兰盖苏虚号冲装复视览访评词试询该详认语说请调谈谢识译读变负贡责货赁赏赖赚赢趋迹" +
    "跃军载轻轮辆辞边远适迁邮邻酱释针钞钩银铺录错键钟门闭间阅址陈陆阳阶随隐杂难雾静响页顺须频顾飞马驻驱骑" +
    "骤鱼鲜鸟丽黄点";
  const simplified = new Map([...full].map((one, at) => [one, [...simple][at]]));
  const simplify = (text) => text.replace(/\p{sc=Han}/gu, (one) => simplified.get(one) || one);

  const joined = (text) =>
    simplify(fold(text))
      .replace(/(\d)\s+(?=[万亿%])/g, "$1")
      .replace(/\bhi(?:gh)?[- ]?tech\b/g, "high-tech");
  // What is typed in one run, such as 高新区GDP or 2023年生产总值, is several words; a unit stays with its number.
  const parted = (text) =>
    text
      .replace(/(\p{sc=Han})(?=[a-z]|(?:19|20)\d\d)/gu, "$1 ")
      .replace(/([a-z])(?=\p{sc=Han})/gu, "$1 ")
      .replace(/(?<!\d)((?:19|20)\d\d)(?=[a-z])/g, "$1 ")
      .replace(/(\d年)(?=\p{sc=Han})/gu, "$1 ");
  const split = (text) =>
    parted(text)
      .split(/[\s,;?!/()“”"'‘’«»《》「」·—–，、。；：:？！（）]+/)
      .filter(Boolean);

  // Words that ask and tell nothing of what is asked for.
  const idle = new Set(
    ("a about all an and any are at by can current data do does figure figures find for give had has have how i in is it its " +
      "latest many me much number numbers of on or per please recent show statistics stats tell that the their there this " +
      "to value was were what what's when where which who will with").split(" "),
  );
  const asking = new RegExp(
    "^(?:请问|请|查询|查一下|查|搜索|关于|目前|当前|最新的?|现在|今年|去年|一共|总共|共|(?:有)?(?:多少|几)(?:家|个|所|条|项|人)?|有|什么是|的)+" +
      "|(?:的|是|有|为|达到|到底|共|了)*(?:(?:多少|几)(?:家|个|所|条|项|人|座|件|套|台|万|亿|钱|元)?|什么|哪些|多大|多高|多长|" +
      "如何|怎么样|怎样|情况|数据|统计|数字|数量|总数|个数|人数|数值|水平|现状|概况|吗|呢|的)+$",
    "gu",
  );

  const stems = new Map();
  const stem = (word) => {
    if (!stems.has(word)) stems.set(word, /^[a-z]{3,}$/.test(word) ? globalThis.stemmer(word) : word);
    return stems.get(word);
  };
  // High-tech is also found as hightech, or as high and tech.
  const loosen = (word) => (/^[a-z]+(?:-[a-z]+)+$/.test(word) ? word.split("-") : [word]);
  // A name as it is compared: its words by their stems, without the article.
  const reduce = (words) => words.flatMap(loosen).map(stem).join(" ");
  // The same but for the plural: doctors are a doctor, and no doctorate.
  const plain = (words) => words.flatMap(loosen).map((word) => word.replace(/(?<=[a-z]{3})(?<!s)s$/, "")).join(" ");
  const drop = (words) => words.filter((word, at) => !/^(?:the|an?)$/.test(word) || !/^[a-z]/.test(words[at + 1] || ""));
  const strip = (text) => drop(split(joined(text)));

  const size = (words) => words.join("").length;

  const prepare = (text) => {
    const whole = (text.match(/[a-z]+(?:-[a-z]+)+/g) || []).map((word) => word.replaceAll("-", ""));
    return { text, stems: new Set([...(text.match(/[a-z]{3,}/g) || []), ...whole].map(stem)) };
  };

  // A name, as all that is asked of it for each query needs it.
  const prepareName = (words) => {
    const stemmed = words.flatMap(loosen).map(stem);
    return { words, ...prepare(words.join(" ")), stemmed, size: size(words), key: stemmed.join(" "), plain: plain(words) };
  };

  let entries;
  let places;
  let known;
  const learn = (given, areas) => {
    if (entries) return;
    const named = given.filter(([kind]) => kind === "indicator").map((one) => one[4]);
    entries = given.map(([kind, title, href, text, said, ...more], at) => {
      const names = (said ? said.split("|") : []).map((name) => prepareName(strip(name)));
      const own = kind === "fact" ? named[more[0]] : "";
      return {
        kind,
        title,
        href,
        at,
        more,
        areas: kind === "indicator" ? more[0] : kind === "fact" ? [more[1]] : [],
        names,
        keys: new Set(names.map((name) => name.key)),
        plain: new Set(names.map((name) => name.plain)),
        of: new Set(own.split("|").map((name) => reduce(strip(name)))),
        own: prepare(joined(own.replaceAll("|", " "))),
        label: prepare(joined(title)),
        head: prepare(joined(`${title} ${said} ${own}`.replaceAll("|", " "))),
        body: prepare(joined(`${title} ${said} ${own} ${text}`.replaceAll("|", " "))),
      };
    });
    places = new Map(areas.flatMap((own, at) => own.map((name) => [reduce(strip(name)), at])));
    const words = [...entries.flatMap((one) => one.names.map((name) => name.words)), ...areas.flat().map(strip)].flat();
    known = new Set(words.filter((word) => /^\p{sc=Han}{2,}$/u.test(word)));
  };

  // A number must not begin or end inside another: 20 is not in 2023. Of a long one the decimals may be left out.
  const holdsNumber = (text, word) => {
    const long = /^\d{3,}$/.test(word);
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const before = text[at - 1] || " ";
      const after = text[at + word.length] || " ";
      const fraction = after === "." && /\d/.test(text[at + word.length + 1] || "") && !long;
      const open = /\d$/.test(word) && (/\d/.test(after) || fraction);
      if (!/[\d.]/.test(before) && !open) return true;
    }
    return false;
  };

  // A Latin word is found where it stands, and where it is most of a word: AI is not in air, nor Intel in intelligent.
  const holdsWord = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (/[a-z]/.test(text[at - 1] || " ")) continue;
      let end = at + word.length;
      while (/[a-z]/.test(text[end] || " ")) end += 1;
      const most = word.length > 2 && (word.length > 5 || word.length / (end - at) >= 0.7);
      if (end === at + word.length || most) return true;
    }
    return false;
  };

  // A Chinese compound that stands nowhere as a whole is found by most of its pairs in a name: 三级医院目标.
  const holdsPairs = (text, word) => {
    if (word.length < 4 || !/^\p{sc=Han}+$/u.test(word)) return false;
    const pairs = Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
    return pairs.filter((pair) => text.includes(pair)).length >= pairs.length * 0.75;
  };

  const holds = (one, word) => {
    if (/^[\d.]/.test(word)) return holdsNumber(one.text, word);
    if (!/^[a-z]/.test(word)) return one.text.includes(word);
    return holdsWord(one.text, word) || (/^[a-z]{3,}$/.test(word) && one.stems.has(stem(word)));
  };

  // A run of Chinese in the names that it is made of, and what is left between them: 成都高新区财政收入.
  const segment = (word) => {
    if (!/^\p{sc=Han}{3,}$/u.test(word) || known.has(word)) return [word];
    const parts = [];
    let left = "";
    const close = () => {
      const bare = left.replace(asking, "");
      if (bare) parts.push(bare);
      left = "";
    };
    for (let at = 0; at < word.length; ) {
      const length = Array.from(word, (_, size) => word.length - size).find(
        (size) => size > 1 && at + size <= word.length && known.has(word.slice(at, at + size)),
      );
      if (length) {
        close();
        parts.push(word.slice(at, at + length));
      } else left += word[at];
      at += length || 1;
    }
    close();
    return parts;
  };

  // The words of a query, and the places among them, which say of where and not of what.
  const read = (query) => {
    const all = split(joined(query));
    const bare = all.map((word) => (known.has(word) ? word : word.replace(asking, ""))).flatMap(segment);
    const telling = bare.filter((word) => word && !idle.has(word));
    const words = telling.length ? telling : all;
    const wanted = [];
    const where = new Set();
    for (let at = 0; at < words.length; ) {
      const size = [3, 2, 1].find(
        (length) => at + length <= words.length && places.has(reduce(words.slice(at, at + length))),
      );
      if (size) where.add(places.get(reduce(words.slice(at, at + size))));
      else wanted.push(words[at]);
      at += size || 1;
    }
    const said = [all, drop(all), words];
    return ask({ words, wanted: wanted.length ? wanted : words, where: wanted.length ? where : new Set(), said });
  };

  // What is asked, in the forms in which each entry is compared with it.
  const ask = ({ words, wanted, where, said }) => {
    const names = [wanted, ...said];
    const [own, ...others] = names.map(plain);
    return { words, wanted, where, own, others, keys: names.map(reduce), stems: new Set(wanted.flatMap(loosen).map(stem)) };
  };

  // How well a name answers words: 1 where it says them and nothing else.
  const cover = (name, wanted) => {
    if (!wanted.every((word) => holds(name, word)) || size(wanted) < 2) return 0;
    const first = name.text.startsWith(wanted[0]) ? 0.05 : 0;
    return Math.min(1, size(wanted) / Math.max(name.size, 1)) + first;
  };

  // How much of the words a name is that they hold as a whole: "metro" of "metro length".
  const part = (name, { wanted, stems }) =>
    name.size > 1 && name.stemmed.every((word) => stems.has(word)) ? name.size / size(wanted) : 0;

  const weigh = (one, asked, loose) => {
    const { words, wanted, where } = asked;
    const sought = one.kind === "page" || one.kind === "term" ? words : wanted;
    const missing = one.kind === "absence"; // what is missing is asked for by its name
    let score = 0;
    if (asked.others.some((name) => one.plain.has(name))) return 1000 + prefer(one, wanted);
    if (one.plain.has(asked.own)) score = 930;
    else if (asked.keys.some((name) => one.keys.has(name))) score = missing ? 800 : 900;
    else {
      const best = Math.max(0, ...one.names.map((name) => cover(name, wanted)));
      const held = Math.max(0, ...one.names.map((name) => part(name, asked)));
      if (best && !(missing && best < 0.5)) score = 500 + 300 * best;
      else if (!missing && sought.every((word) => holds(one.head, word))) score = 450;
      else if (held) score = 250 + 250 * Math.min(held, 1) - (one.kind === "page" ? 60 : 0);
      else if (missing) return 0;
      else if (sought.every((word) => holds(one.body, word))) score = 200;
      else if (loose && sought.every((word) => holds(one.head, word) || holdsPairs(one.head.text, word))) score = 100;
      else return 0;
      if (one.kind === "term") score -= 70;
    }
    if (where.size && one.areas.length) {
      if (one.areas.some((area) => where.has(area))) score += 30;
      else if (one.kind === "fact") return 0;
      else score -= 200;
    }
    return score + prefer(one, wanted);
  };

  // What has figures before what has none, the first place before others, what is stated often before what is not.
  const prefer = ({ kind, more, areas, own, body, of, label }, wanted) => {
    if (kind === "indicator") return 40 - Math.min(areas[0] ?? 20, 20) + Math.min(more[1], 10);
    if (kind === "absence") return 45;
    if (kind === "page") return more[0] ? 25 : 0;
    if (kind === "term") return 10;
    const digits = wanted.filter((word) => /\d/.test(word) && !holds(own, word));
    const said = digits.length && digits.every((word) => holds(body, word)) ? 400 : 0;
    const named = of.has(reduce(wanted.filter((word) => holds(own, word)))) ? 100 : 0;
    const told = 10 * wanted.filter((word) => holds(label, word)).length;
    return said + named + told - Math.min(areas[0], 20) + more[2];
  };

  const match = (asked, loose, less = 0) =>
    entries.map((one) => [one, weigh(one, asked, loose) - less]).filter(([, score]) => score > 0);

  const narrow = (asked, keeps) => {
    const wanted = asked.wanted.filter(keeps);
    if (!wanted.length || wanted.length === asked.wanted.length) return null;
    return ask({ words: asked.words.filter(keeps), wanted, where: asked.where, said: [wanted] });
  };
  const isNumber = (word) => /^\d+(?:年|\.\d+)?$/.test(word);
  const isHeld = (word) => entries.some((one) => holds(one.body, word));

  // All that answers a query, best first. A name goes without the year for which no figure is stated; what is said
  // nowhere is passed over, as long as something else is asked for.
  const find = (query) => {
    const asked = read(query);
    if (!asked.words.length) return [];
    const known = narrow(asked, isHeld) || asked;
    const timeless = narrow(known, (word) => !isNumber(word));
    const found = [...match(known, false), ...(timeless ? match(timeless, false, 150) : [])];
    const best = new Map();
    for (const [one, score] of found) if (score > (best.get(one) || 0)) best.set(one, score);
    const chosen = best.size ? [...best] : match(known, true);
    return chosen
      .sort((one, two) => two[1] - one[1] || one[0].title.length - two[0].title.length || one[0].at - two[0].at)
      .map(([one]) => one);
  };

  return Object.freeze({ learn, find });
})();
