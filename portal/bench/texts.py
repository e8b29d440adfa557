"""Titles and summaries of made-up agreements, in three languages and of realistic length."""

from dataclasses import dataclass

KINDS = {
    "sister_city": ("Stedenband", "Sister city tie", "友好城市关系"),
    "sister_province": ("Provincieband", "Sister province tie", "友好省份关系"),
    "friendship_tie": ("Vriendschapsband", "Friendship tie", "友好交流关系"),
    "project_partnership": ("Projectpartnerschap", "Project partnership", "项目合作"),
    "economic_cooperation": ("Economische samenwerking", "Economic cooperation", "经济合作"),
    "cluster": ("Samenwerking", "Joint cooperation", "联合合作"),
    "contact": ("Contact", "Contact", "联系"),
}
# What a tie can be about, each in Dutch, English and Chinese.
SUBJECTS = [
    ("waterbeheer", "water management", "水资源管理"),
    ("havens en logistiek", "ports and logistics", "港口与物流"),
    ("stedelijke vernieuwing", "urban renewal", "城市更新"),
    ("afvalwater", "waste water", "污水处理"),
    ("dijken en kusten", "dikes and coasts", "堤坝与海岸"),
    ("kassenbouw", "greenhouse building", "温室建设"),
    ("bloementeelt", "flower growing", "花卉种植"),
    ("zuivel", "dairy", "乳制品"),
    ("veilig voedsel", "safe food", "食品安全"),
    ("ouderenzorg", "care for the elderly", "养老服务"),
    ("ziekenhuizen", "hospitals", "医院"),
    ("elektrisch vervoer", "electric transport", "电动交通"),
    ("fietspaden", "cycle paths", "自行车道"),
    ("windenergie", "wind energy", "风能"),
    ("zonnepanelen", "solar panels", "太阳能电池板"),
    ("halfgeleiders", "semiconductors", "半导体"),
    ("lichttechniek", "lighting", "照明技术"),
    ("uitwisseling van studenten", "student exchange", "学生交流"),
    ("beroepsonderwijs", "vocational education", "职业教育"),
    ("keramiek en porselein", "ceramics and porcelain", "陶瓷"),
    ("musea", "museums", "博物馆"),
    ("muziek en dans", "music and dance", "音乐与舞蹈"),
    ("voetbal en schaatsen", "football and skating", "足球与滑冰"),
    ("toerisme", "tourism", "旅游"),
    ("kleine bedrijven", "small businesses", "中小企业"),
    ("luchtvracht", "air cargo", "航空货运"),
    ("spoorverbindingen", "railway links", "铁路联运"),
    ("afval scheiden", "waste sorting", "垃圾分类"),
    ("schone lucht", "clean air", "清洁空气"),
    ("slimme verlichting", "smart lighting", "智能照明"),
    ("erfgoed", "heritage", "文化遗产"),
    ("landbouwmachines", "farm machinery", "农业机械"),
]
SENTENCES = [
    (
        "{a} en {b} hebben sinds {year} een band.",
        "{a} and {b} have had a tie since {year}.",
        "{za}与{zb}自{year}年起建立联系。",
    ),
    (
        "De partijen werken samen aan {s1} en {s2}.",
        "The parties work together on {s1} and {s2}.",
        "双方在{s1}和{s2}领域开展合作。",
    ),
    (
        "De nadruk ligt op {theme}; daarnaast wisselen bedrijven kennis uit over {s1}.",
        "The focus is on {theme}; companies also exchange knowledge about {s1}.",
        "合作重点是{theme}，企业之间也就{s1}交流经验。",
    ),
    (
        "In {later} bezocht een delegatie uit {b} de gemeente om te spreken over {s2}.",
        "In {later} a delegation from {b} visited to talk about {s2}.",
        "{later}年，{zb}代表团来访，就{s2}进行会谈。",
    ),
    (
        "Het college heeft de afspraken in {later} opnieuw bekeken en verlengd.",
        "The executive looked at the arrangements again in {later} and renewed them.",
        "{later}年，市政府重新审议并续签了协议。",
    ),
    (
        "Een school in {a} en een universiteit in {b} sturen elk jaar studenten naar elkaar.",
        "A school in {a} and a university in {b} send students to each other every year.",
        "{za}的学校与{zb}的大学每年互派学生。",
    ),
    (
        "Over de jaren na {later} is in openbare bronnen weinig te vinden.",
        "Public sources say little about the years after {later}.",
        "{later}年之后的情况，公开资料很少。",
    ),
    (
        "Het begon met een bezoek van ondernemers die werk zochten in {s1}.",
        "It began with a visit of entrepreneurs who looked for work in {s1}.",
        "合作始于从事{s1}的企业家的一次访问。",
    ),
]


@dataclass(frozen=True)
class Named:
    """A party or theme by its name in each language."""

    nl: str
    en: str
    zh_hans: str


def titles(kind, dutch, chinese, subject, number):
    """Return the titles of an agreement; the number keeps them apart where nothing else does."""
    nl, en, zh = KINDS[kind]
    return {
        "title_nl": f"{nl} {dutch.nl} – {chinese.nl}: {subject[0]} ({number})"[:160],
        "title_en": f"{en} {dutch.en} – {chinese.en}: {subject[1]} ({number})"[:160],
        "title_zh_hans": f"{dutch.zh_hans}与{chinese.zh_hans}{zh}：{subject[2]}"[:160],
    }


def summaries(chance, dutch, chinese, theme, year):
    """Return three or four sentences in each language that say the same."""
    first, second = chance.sample(SUBJECTS, 2)
    chosen = [SENTENCES[0], *chance.sample(SENTENCES[1:], chance.choice((2, 3)))]
    numbers = {"year": year, "later": min(2025, year + chance.randrange(1, 20))}
    found = {}
    for place, language in enumerate(("nl", "en", "zh_hans")):
        words = {
            "a": getattr(dutch, language),
            "b": getattr(chinese, language),
            "za": dutch.zh_hans,
            "zb": chinese.zh_hans,
            "theme": getattr(theme, language),
            "s1": first[place],
            "s2": second[place],
        }
        text = [sentence[place].format(**words, **numbers) for sentence in chosen]
        found[f"summary_{language}"] = ("" if language == "zh_hans" else " ").join(text)
    return found
